import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./programs.ts";

/** A file of a package from the npm registry, which is installed beside the caches of this repository where it is missing. */
export function installed(name: string, version: string, file: string): string {
  const folder = join(ROOT, ".cache/bench", `${name.replace("/", "-")}-${version}`);
  const path = join(folder, "node_modules", name, file);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const args = ["install", "--prefix", folder, "--no-save", "--ignore-scripts", `${name}@${version}`];
  execFileSync("npm", args, { stdio: ["ignore", "ignore", "inherit"] });
  return path;
}
