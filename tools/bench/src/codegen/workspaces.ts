import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** GitHub's document in `@octokit/openapi`. */
export const GITHUB = "generated/api.github.com.json";

/** The absolute path of a document that was named by the caller. */
export function existing(path: string): string {
  const file = resolve(path);
  if (!existsSync(file)) throw new Error(`The document ${file} does not exist.`);
  return file;
}

/** A folder that the commands take for a repository. */
export function createWorkspace(folder: string, name: string): string {
  const workspace = join(folder, name);
  mkdirSync(join(workspace, "specs"), { recursive: true });
  writeFileSync(join(workspace, "pnpm-workspace.yaml"), "packages: []\n");
  return workspace;
}
