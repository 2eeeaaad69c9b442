import { globSync } from "node:fs";
import { pathsOf, type Spec } from "./discover.ts";
import { hashFiles, sha256 } from "./files.ts";
import { TOOL_FOLDER, versionOf } from "./find-package.ts";

/** Libraries whose version changes the output. */
const LIBRARIES = ["@redocly/openapi-core", "jsonpath-rfc9535", "openapi-typescript", "typescript"];

/** Folders of this tool that shape what is generated from a document. */
const TOOL_FOLDERS = ["emit", "generate", "lint", "overlay", "plan", "read", "workspace"];

/** Files as globs relative to the root. */
export type Globs = { readonly include: readonly string[]; readonly exclude: readonly string[] };

/** The input files of a spec: its folder, and the lint rules where they apply. */
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

/** One hash of the names and contents of all matching files. */
export function hashInputs(root: string, { include, exclude }: Globs): string {
  const files = globSync([...include], { cwd: root, exclude: [...exclude] });
  return hashFiles(root, files.map((file) => file.replaceAll("\\", "/")).sort());
}

const toolHashes = new Map<string, string>();

/** One hash of this tool's source and of the versions of its libraries. */
export function hashTool(folders: readonly string[] = TOOL_FOLDERS): string {
  const key = folders.join(" ");
  const versions = () => LIBRARIES.map((name) => `${name}@${versionOf(name)}`);
  const hash =
    toolHashes.get(key) ?? sha256([hashInputs(TOOL_FOLDER, toolInputs(folders)), ...versions()].join("\n"));
  toolHashes.set(key, hash);
  return hash;
}
