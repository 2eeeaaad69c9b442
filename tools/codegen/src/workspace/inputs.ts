import { globSync } from "node:fs";
import { pathsOf, type Spec } from "./discover.ts";
import { hashFiles, sha256 } from "./files.ts";
import { TOOL_FOLDER, versionOf } from "./find-package.ts";

/** Libraries whose version shapes what is generated. */
const LIBRARIES = ["@redocly/openapi-core", "jsonpath-rfc9535", "openapi-typescript", "typescript"];

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

/** The sources of this tool in the given folders, compiled where it is installed. */
export function toolInputs(folders: readonly string[] = TOOL_FOLDERS): Globs {
  return {
    include: folders.map((folder) => `${folder}/**/*.{ts,js}`),
    exclude: ["**/*.test.ts", "**/*.d.ts"],
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
  const versions = () => LIBRARIES.map((name) => `${name}@${versionOf(name)}`);
  const hash =
    toolHashes.get(key) ?? sha256([hashInputs(TOOL_FOLDER, toolInputs(folders)), ...versions()].join("\n"));
  toolHashes.set(key, hash);
  return hash;
}
