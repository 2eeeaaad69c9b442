#!/usr/bin/env node
// JavaScript, because Node would load its TypeScript compiler for this one file; the others come from the cache below.
import { enableCompileCache } from "node:module";

// Compiling the libraries is half of a run; the next one finds them compiled.
enableCompileCache();
const { ignoreClosedPipe } = await import("./workspace/closed-pipe.ts");
for (const stream of [process.stdout, process.stderr]) ignoreClosedPipe(stream);
const { runCommand } = await import("./run-command.ts");

process.exitCode = await runCommand(process.argv.slice(2), {
  cwd: process.cwd(),
  out: process.stdout,
  error: process.stderr,
  now: () => new Date(),
});
