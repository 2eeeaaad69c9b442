import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathsOf, type Spec } from "./discover.ts";
import { hashFiles, sha256 } from "./files.ts";

/** Libraries whose version shapes what is generated. */
const LIBRARIES = ["@redocly/openapi-core", "jsonpath-rfc9535", "openapi-typescript", "typescript"];

const TOOL = "tools/codegen/src";
const ROOT = join(import.meta.dirname, "../../../..");

/** Folders of this tool that shape what is generated from a document. */
const TOOL_FOLDERS = ["emit", "generate", "lint", "overlay", "read", "workspace"];

/** Files as globs relative to the root. */
export type Globs = { readonly include: readonly string[]; readonly exclude: readonly string[] };

/**
 * The files that a spec brings: its folder, and the lint rules where they apply to it. The manifest hashes these, and turbo
 * gets the same globs, so that neither misses a change that the other notices.
 */
export function specInputs(spec: Pick<Spec, "id" | "kind">): Globs {
  const { folder, openapi } = pathsOf(spec);
  const rules = spec.kind === "received" ? [] : ["redocly.yaml"];
  return { include: [`${folder}/**/*.{yaml,yml,json}`, ...rules], exclude: [openapi] };
}

/** The sources of this tool in the given folders. */
export function toolInputs(folders: readonly string[] = TOOL_FOLDERS): Globs {
  return {
    include: folders.map((folder) => `${TOOL}/${folder}/**/*.ts`),
    exclude: [`${TOOL}/**/*.test.ts`],
  };
}

/** One hash over the names and contents of all files that the globs name. */
export function hashInputs(root: string, { include, exclude }: Globs): string {
  const files = globSync([...include], { cwd: root, exclude: [...exclude] });
  return hashFiles(root, files.map((file) => file.replaceAll("\\", "/")).sort());
}

const toolHashes = new Map<string, string>();

/** This tool's own source and the versions of the libraries that shape its output. */
export function hashTool(folders: readonly string[] = TOOL_FOLDERS): string {
  const key = folders.join(" ");
  const hash =
    toolHashes.get(key) ??
    sha256(
      [hashInputs(ROOT, toolInputs(folders)), ...LIBRARIES.map((name) => `${name}@${versionOf(name)}`)].join(
        "\n",
      ),
    );
  toolHashes.set(key, hash);
  return hash;
}

function versionOf(library: string): string {
  const file = join(ROOT, "tools/codegen/node_modules", library, "package.json");
  const { version }: { version: string } = JSON.parse(readFileSync(file, "utf8"));
  return version;
}
