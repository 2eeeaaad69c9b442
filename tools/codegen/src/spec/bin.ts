import { enableCompileCache } from "node:module";
import { join } from "node:path";

enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compiled"));
const { runSpecCommand } = await import("./run-command.ts");

process.exitCode = await runSpecCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  out: process.stdout,
  error: process.stderr,
  now: () => new Date(),
});
