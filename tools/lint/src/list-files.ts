import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** The files of a checkout that are or will be committed; `patterns` are those of git. */
export function listFiles(root: string, patterns: readonly string[] = []): string[] {
  const options = ["-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", ["ls-files", ...options, ...patterns], { cwd: root, encoding: "utf8" });
  // Git lists files that were deleted, too, until that is committed.
  return listed.split("\0").filter((file) => file && existsSync(join(root, file)));
}
