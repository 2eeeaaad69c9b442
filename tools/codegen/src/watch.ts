import { watch } from "node:fs/promises";
import { join, sep } from "node:path";
import { discoverSpecs } from "./discover.ts";
import { writeSpec } from "./make-spec.ts";
import { isUpToDate } from "./manifest.ts";
import type { Terminal } from "./terminal.ts";

type Options = { readonly terminal: Terminal; readonly signal?: AbortSignal };

/**
 * Generates a spec anew whenever a file of its folder changes, until the signal ends it. Editors write a file in several
 * steps; changes that arrive while a spec is being made are looked at together when it is done.
 */
export async function watchSpecs(
  root: string,
  ids: ReadonlySet<string>,
  { terminal, signal }: Options,
): Promise<void> {
  const folder = join(root, "specs");
  try {
    terminal.spec("specs", "watching");
    for await (const { filename } of watch(folder, { recursive: true, ...(signal && { signal }) })) {
      const [id = "", ...file] = (filename ?? "").split(sep);
      if (!ids.has(id) || file.join("/") === "openapi.json" || /\.tmp$/.test(file.join("/"))) continue;
      const spec = discoverSpecs(root).get(id);
      if (spec && !isUpToDate(spec)) await writeSpec(spec, terminal);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}
