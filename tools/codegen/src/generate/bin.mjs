// JavaScript, because Node would load its TypeScript compiler for this one file; the others come from the cache below.
import { enableCompileCache } from "node:module";
import { join } from "node:path";

// Compiling the libraries is half of a run; the next one finds them compiled.
enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compiled"));
const { run } = await import("./run.ts");

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  out: process.stdout,
  error: process.stderr,
});
