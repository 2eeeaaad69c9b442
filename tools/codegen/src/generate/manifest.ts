import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedFolder, pathsOf, type Spec } from "../workspace/discover.ts";
import { listFiles, sha256 } from "../workspace/files.ts";
import { hashInputs, hashTool, specInputs } from "../workspace/inputs.ts";

/** SHA-256 hashes of a spec's inputs and outputs. */
type Manifest = { readonly inputs: string; readonly outputs: Readonly<Record<string, string>> };

function hashOf(spec: Spec): string {
  return sha256(`${spec.kind}\n${hashInputs(spec.root, specInputs(spec))}\n${hashTool()}`);
}

/** The text of `manifest.json`, for the contents of the outputs by path. */
export function createManifest(spec: Spec, outputs: ReadonlyMap<string, Buffer>): string {
  const hashes = [...outputs].map(([path, content]) => [path, sha256(content)] as const);
  const manifest: Manifest = { inputs: hashOf(spec), outputs: Object.fromEntries(hashes.sort()) };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** True if the manifest matches the inputs and outputs on disk, so that a new run would write the same bytes. */
export function isUpToDate(spec: Spec): boolean {
  const manifest = `${generatedFolder(spec)}/manifest.json`;
  const paths = listOutputs(spec);
  if (!paths.includes(manifest)) return false;
  const files = new Map(paths.map((path) => [path, readFileSync(join(spec.root, path))]));
  const text = files.get(manifest)?.toString();
  files.delete(manifest);
  return text === createManifest(spec, files);
}

/** Generated files on disk, relative to the root. A README may be among them. */
export function listOutputs(spec: Spec): string[] {
  const { openapi } = pathsOf(spec);
  const generated = generatedFolder(spec);
  const files = listFiles(join(spec.root, generated)).filter((file) => file !== "README.md");
  const paths = files.map((file) => `${generated}/${file}`);
  return existsSync(join(spec.root, openapi)) ? [...paths, openapi] : paths;
}
