import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { COMMAND } from "../workspace/find-package.ts";
import { problemAt } from "../workspace/problem.ts";
import type { NewVendor } from "./new-vendor-call.ts";
import { ownPaths } from "./place-files.ts";

/** What an earlier run, or `spec pull`, has made of a vendor. */
export type Begun = {
  readonly folder: string;
  readonly isTranscription: boolean;
  /** The text of the overlay and of `source.yaml`. */
  readonly overlay: string | undefined;
  readonly source: string;
  /** The product's name in the overlay. */
  readonly product: string | undefined;
};

/** What is there of a vendor; undefined for a new one. Throws for one that is no draft, and if there is another document. */
export function begunVendor({ id, root, from, isTranscription }: NewVendor): Begun | undefined {
  const [specs = "", ...others] = ownPaths(id);
  const folder = join(root, specs);
  const read = (name: string) => {
    const file = join(folder, name);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  };
  const source = read("source.yaml");
  if (!existsSync(folder)) {
    const taken = others.find((path) => existsSync(join(root, path)));
    if (taken) throw problemAt(taken, "it already exists", "Use another id, or remove it first.");
    return undefined;
  }
  const isMade = others.some((path) => existsSync(join(root, path)));
  if (source === undefined || (isMade && statusOf(source) !== "draft"))
    throw problemAt(specs, "it already exists", "Use another id, or remove it first.");
  if (from !== undefined || (isTranscription && read("upstream.yaml") === undefined))
    throw problemAt(
      specs,
      "it already exists",
      `Leave out ${from === undefined ? "--transcription" : "--from"} to go on with it; \`${COMMAND} spec pull ${id} --from …\` replaces a received document.`,
    );
  const overlay = read("overlay.yaml");
  const [, title] = /^\s+title: (.+) corrections and mdmkit annotations$/m.exec(overlay ?? "") ?? [];
  return { folder, isTranscription: read("upstream.yaml") !== undefined, overlay, source, product: title };
}

function statusOf(source: string): unknown {
  const content: { status?: unknown } | null = parse(source);
  return content?.status;
}
