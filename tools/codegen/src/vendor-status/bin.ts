import { runVendorStatus } from "./run-vendor-status.ts";

process.exitCode = runVendorStatus(process.argv.slice(2), {
  cwd: process.cwd(),
  out: process.stdout,
  error: process.stderr,
});
