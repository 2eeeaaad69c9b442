import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder of this tool: of its sources in the repository, of its compiled files where it is installed. */
export const TOOL_FOLDER = join(import.meta.dirname, "..");

/**
 * How people call this tool: by the scripts of the repository, or by its name where it is installed. Not by the name of its
 * `bin`: outside of a project npx would install whatever package has that name.
 */
export const COMMAND = import.meta.filename.endsWith(".ts") ? "pnpm" : "npx @mdmkit/codegen";

/** The folder of an installed package, searched for as Node does: in `node_modules` of a folder and of all above it. */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, "node_modules", name);
    if (existsSync(join(found, "package.json"))) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The version of a package that this tool depends on. */
export function versionOf(name: string): string {
  const folder = findPackage(name, TOOL_FOLDER);
  if (!folder) throw new Error(`${name} is not installed beside @mdmkit/codegen.`);
  const { version }: { version: string } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return version;
}
