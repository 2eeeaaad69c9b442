import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import type { ExitCode, Surroundings } from "./command.ts";

const CLI = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");

/** Runs a command of Redocly's CLI with its output shown as it comes; it calls nobody and asks for no update. */
export function runRedocly(
  args: readonly string[],
  cwd: string,
  { out, error }: Surroundings,
): Promise<ExitCode> {
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.on("data", (text: Buffer) => out.write(text.toString()));
  child.stderr.on("data", (text: Buffer) => error.write(text.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0 ? 0 : 1));
  });
}
