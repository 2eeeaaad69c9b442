import { join, sep } from "node:path";
import {
  BaseResolver,
  bundle,
  type Config,
  isAbsoluteUrl,
  ResolveError,
  type Source,
} from "@redocly/openapi-core";
import {
  addFindings,
  type LintOptions,
  lint,
  lintWorkflows,
  loadFullConfig,
  loadLintConfig,
  sourced,
} from "../lint/lint.ts";
import type { JsonValue } from "../read/json.ts";
import { relativeTo, type SourceDocument } from "../read/read-document.ts";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { type Corrected, readCorrected } from "./read-corrected.ts";

/** Checks a document with the rules that generating requires. Throws its problems. */
export async function lintPrepared(spec: Spec, corrected: Corrected): Promise<LintOptions> {
  const options = lintOptions(spec, await loadLintConfig(spec), corrected);
  await lint(corrected.document, options);
  await lintWorkflows(options);
  corrected.problems.throwIfErrors();
  return options;
}

/** Checks all rules of `redocly.yaml`. For received documents these are more than generating requires. */
export async function lintFully(spec: Spec): Promise<Corrected> {
  const corrected = readCorrected(spec);
  const options = lintOptions(spec, await loadFullConfig(spec), corrected);
  await lint(corrected.document, options);
  await lintWorkflows(options);
  return corrected;
}

function lintOptions(spec: Spec, config: Config, corrected: Corrected): LintOptions {
  const { document, locate, problems } = corrected;
  const resolver = new FolderResolver(config.resolve);
  resolver.cache.set(document.source.absoluteRef, Promise.resolve(sourced(document)));
  return { spec, config, resolver, locate, problems };
}

/** Fetches nothing: `pnpm spec pull` has put everything into the document. */
class FolderResolver extends BaseResolver {
  override async loadExternalRef(address: string): Promise<Source> {
    if (isAbsoluteUrl(address))
      throw new ResolveError(new Error("references to other hosts are not followed"));
    return super.loadExternalRef(address);
  }
}

/** The document with the files that it refers to. Throws its problems. */
export async function bundled(document: SourceDocument, options: LintOptions): Promise<JsonValue> {
  const { spec, config, resolver, problems } = options;
  const result = await bundle({
    doc: sourced(document),
    config,
    externalRefResolver: resolver,
    componentRenamingConflicts: "error",
  });
  addFindings(result.problems, document, options);
  const folder = join(spec.root, pathsOf(spec).folder) + sep;
  for (const file of result.fileDependencies) {
    if (file.startsWith(folder)) continue;
    const location = { file: relativeTo(spec.root, document.source.absoluteRef) };
    const message = `the document refers to ${relativeTo(spec.root, file)}, outside its folder`;
    problems.error(location, message, "Move the file into the folder.");
  }
  problems.throwIfErrors();
  return JSON.parse(JSON.stringify(result.bundle.parsed));
}
