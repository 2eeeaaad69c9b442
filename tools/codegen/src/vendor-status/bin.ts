import { runVendorStatus } from "./run-vendor-status.ts";

process.exitCode = await runVendorStatus(process.argv.slice(2), {
  cwd: process.cwd(),
  out: process.stdout,
  error: process.stderr,
});
