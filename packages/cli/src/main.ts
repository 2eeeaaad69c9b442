import { homedir } from "node:os";
import { createOutput } from "./process/context.ts";
import { EXIT } from "./process/exit-code.ts";
import { programOf } from "./process/program.ts";
import { run } from "./run.ts";

const interruption = new AbortController();

// The first Ctrl-C aborts requests and lets the output end well-formed. The second one exits at once.
function interrupt(): void {
  if (interruption.signal.aborted) process.exit(EXIT.interrupted);
  interruption.abort(new Error("interrupted"));
}
process.on("SIGINT", interrupt);
process.on("SIGTERM", interrupt);

process.exitCode = await run(process.argv.slice(2), {
  stdout: createOutput(process.stdout, process.env),
  stderr: createOutput(process.stderr, process.env),
  stdin: process.stdin,
  env: process.env,
  home: homedir(),
  platform: process.platform,
  program: programOf(process.env),
  now: () => performance.now(),
  signal: interruption.signal,
});
