import { createHash, hash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathsOf, type Spec } from "../workspace/discover.ts";

/** What a spec's outputs were made from, and what they were; both as SHA-256. */
type Manifest = { readonly inputs: string; readonly outputs: Readonly<Record<string, string>> };

const SOURCE = join(import.meta.dirname, "..");

/** Folders of this tool that shape what is generated from a document. */
const FOLDERS = ["emit", "generate", "lint", "overlay", "read", "workspace"];

const LIBRARIES = ["@redocly/openapi-core", "jsonpath-rfc9535", "openapi-typescript", "typescript"];

export function sha256(content: string | Buffer): string {
  return hash("sha256", content);
}

/** Files below a folder, relative to it, with forward slashes, in one order on every machine. */
export function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** One hash over names and contents; their lengths part them. */
export function hashFiles(folder: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file} ${content.length}\n`).update(content);
  }
  return hash.digest("hex");
}

let generatorHash: string | undefined;

/** This tool's own source and the versions of the libraries that shape its output. */
export function hashGenerator(): string {
  generatorHash ??= sha256(
    [hashFiles(SOURCE, sourceFiles()), ...LIBRARIES.map((name) => `${name}@${versionOf(name)}`)].join("\n"),
  );
  return generatorHash;
}

function sourceFiles(): string[] {
  const names = FOLDERS.flatMap((folder) =>
    listFiles(join(SOURCE, folder)).map((name) => `${folder}/${name}`),
  );
  return names.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
}

function versionOf(library: string): string {
  const file = join(SOURCE, "../node_modules", library, "package.json");
  const { version }: { version: string } = JSON.parse(readFileSync(file, "utf8"));
  return version;
}

/** Lint rules are not part of it: they decide whether output is made, not what it is. */
export function hashInputs(spec: Spec): string {
  const folder = join(spec.root, pathsOf(spec).folder);
  const files = listFiles(folder).filter((file) => /\.(ya?ml|json)$/.test(file) && file !== "openapi.json");
  return sha256(`${spec.kind}\n${hashFiles(folder, files)}\n${hashGenerator()}`);
}

/** The text of `manifest.json` for files by path. */
export function createManifest(spec: Spec, outputs: ReadonlyMap<string, string | Buffer>): string {
  const hashes = [...outputs].map(([path, content]) => [path, sha256(content)] as const);
  const manifest: Manifest = { inputs: hashInputs(spec), outputs: Object.fromEntries(hashes.sort()) };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** True when the manifest is that of the inputs and outputs on disk: a new run would write the same bytes. */
export function isUpToDate(spec: Spec): boolean {
  const manifest = `${pathsOf(spec).generated}/manifest.json`;
  const paths = listOutputs(spec);
  if (!paths.includes(manifest)) return false;
  const files = new Map(paths.map((path) => [path, readFileSync(join(spec.root, path))]));
  const text = files.get(manifest)?.toString();
  files.delete(manifest);
  return text === createManifest(spec, files);
}

/** Generated files on disk, relative to the root. A README is the one handwritten file allowed among them. */
export function listOutputs(spec: Spec): string[] {
  const { generated, openapi } = pathsOf(spec);
  const files = listFiles(join(spec.root, generated)).filter((file) => file !== "README.md");
  const paths = files.map((file) => `${generated}/${file}`);
  return existsSync(join(spec.root, openapi)) ? [...paths, openapi] : paths;
}
