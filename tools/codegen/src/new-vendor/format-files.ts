import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { findPackage } from "../workspace/find-package.ts";
import { problemAt } from "../workspace/problem.ts";

/** Formats the new files where Biome is installed, since line breaks depend on the length of names. */
export function formatFiles(root: string, stage: string): void {
  const folder = findPackage("@biomejs/biome", root);
  if (!folder) return;
  const biome = join(folder, "bin/biome");
  const options = [
    "check",
    "--write",
    "--vcs-enabled=false",
    `--config-path=${root}`,
    join(stage, "packages"),
  ];
  try {
    execFileSync(process.execPath, [biome, ...options], { cwd: root, stdio: "pipe", encoding: "utf8" });
  } catch (error) {
    const output = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw problemAt(
      "biome",
      `the new files cannot be formatted: ${output.trim().split("\n")[0]}`,
      "Please report this error of the tool.",
    );
  }
}
