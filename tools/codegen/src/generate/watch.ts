import { on } from "node:events";
import { watch } from "node:fs";
import { join, sep } from "node:path";
import { discoverSpecs } from "../workspace/discover.ts";
import type { Terminal } from "../workspace/terminal.ts";
import { writeSpec } from "./make-spec.ts";
import { isUpToDate } from "./manifest.ts";

type Options = { readonly terminal: Terminal; readonly signal?: AbortSignal };

/**
 * Generates a spec when a file of its folder changes, until the signal aborts. Editors write a file in several steps;
 * changes during a run are handled together after it.
 */
export async function watchSpecs(
  root: string,
  ids: ReadonlySet<string>,
  { terminal, signal }: Options,
): Promise<void> {
  const watcher = watch(join(root, "specs"), { recursive: true });
  try {
    const changes = on(watcher, "change", { ...(signal && { signal }) });
    terminal.spec("specs", "watching");
    for await (const [, name] of changes) {
      const [id = "", ...file] = String(name).split(sep);
      if (!ids.has(id) || file.join("/") === "openapi.json" || file.at(-1)?.endsWith(".tmp")) continue;
      const spec = discoverSpecs(root).get(id);
      if (spec && !isUpToDate(spec)) await writeSpec(spec, terminal);
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  } finally {
    watcher.close();
  }
}
