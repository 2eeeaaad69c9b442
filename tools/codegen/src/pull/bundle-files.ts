import { dirname, sep } from "node:path";
import { BaseResolver, bundle, createConfig, Source } from "@redocly/openapi-core";
import type { JsonValue } from "../read/json.ts";
import { ProblemError } from "../workspace/problem.ts";
import type { SourceFile } from "./read-source.ts";

/** Gives Redocly's bundler only the files that were read. */
class ClosedResolver extends BaseResolver {
  override async loadExternalRef(address: string): Promise<Source> {
    throw new Error(`${address} was not read`);
  }
}

/** The document with the files that it refers to. */
export async function bundleFiles(
  root: SourceFile,
  files: ReadonlyMap<string, SourceFile>,
): Promise<JsonValue> {
  const resolver = new ClosedResolver();
  for (const [address, { parsed, source }] of files) {
    resolver.cache.set(address, Promise.resolve({ source: new Source(address, source.body), parsed }));
  }
  const entry = await resolver.resolveDocument(null, root.address);
  if (entry instanceof Error) throw entry;
  const result = await bundle({ doc: entry, config: await createConfig({}), externalRefResolver: resolver });
  const problems = result.problems.filter(({ severity }) => severity === "error");
  if (problems.length === 0) return JSON.parse(JSON.stringify(result.bundle.parsed));
  throw new ProblemError(
    problems.map(({ message, location: [found] }) => {
      const file = files.get(found?.source.absoluteRef ?? "") ?? root;
      const text = message.replaceAll(dirname(root.address) + sep, "").replace(/\s+/g, " ");
      return {
        severity: "error",
        location: file.locate(found?.pointer ?? "#/"),
        message: text,
        fix: "Correct the reference, or add what it names.",
      };
    }),
  );
}
