import { enableCompileCache } from "node:module";
import { join } from "node:path";

enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compiled"));
const { runNewVendor } = await import("./run-new-vendor.ts");

process.exitCode = await runNewVendor(process.argv.slice(2), {
  cwd: process.cwd(),
  out: process.stdout,
  error: process.stderr,
  now: () => new Date(),
});
