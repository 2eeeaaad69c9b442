import { existsSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { generatedFolder, type Spec } from "../workspace/discover.ts";
import { replaceFile } from "../workspace/files.ts";
import { listOutputs } from "./manifest.ts";

/** File contents by path relative to the root. */
export type Outputs = ReadonlyMap<string, Buffer>;

/** A generated file that a new run would change. */
export type Difference = { readonly path: string; readonly state: "differs" | "missing" | "unexpected" };

export function findDifferences(spec: Spec, outputs: Outputs): Difference[] {
  const changed = [...outputs].flatMap(([path, content]): Difference[] => {
    const file = join(spec.root, path);
    if (!existsSync(file)) return [{ path, state: "missing" }];
    return readFileSync(file).equals(content) ? [] : [{ path, state: "differs" }];
  });
  const unexpected = listOutputs(spec).filter((path) => !outputs.has(path));
  return [...changed, ...unexpected.map((path): Difference => ({ path, state: "unexpected" }))];
}

/**
 * Makes the generated folder contain exactly `outputs`. Files are replaced atomically and the manifest last, so that the
 * next run notices an interrupted one. Unchanged files keep their modification time.
 */
export function writeOutputs(spec: Spec, outputs: Outputs): void {
  const manifest = `${generatedFolder(spec)}/manifest.json`;
  const differences = findDifferences(spec, outputs);
  const last = (difference: Difference) => (difference.path === manifest ? 1 : 0);
  for (const { path, state } of differences.sort((a, b) => last(a) - last(b))) {
    const content = outputs.get(path);
    if (state === "unexpected" || content === undefined) remove(spec, path);
    else replaceFile(join(spec.root, path), content);
  }
}

function remove(spec: Spec, path: string): void {
  rmSync(join(spec.root, path));
  for (let folder = dirname(path); folder !== generatedFolder(spec); folder = dirname(folder)) {
    try {
      rmdirSync(join(spec.root, folder));
    } catch {
      return; // Not empty.
    }
  }
}
