import { chmodSync, mkdtempSync, readFileSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";

const MEMORY = "/dev/shm";
/** In bytes. Tests need a tenth of it. */
const ROOM = 4e9;

/**
 * Puts the temporary files of tests into memory where Linux offers that and there is room. They copy repositories and databases of
 * thousands of files, for which a disk takes up to ten times the processor time. An own `TMPDIR` is kept.
 */
export default function setup(): (() => void) | undefined {
  if (process.env.TMPDIR !== undefined || !isUsable()) return undefined;
  const folder = mkdtempSync(join(MEMORY, "mdmkit-tests-"));
  chmodSync(folder, 0o711); // a PostgreSQL server that root starts is another user's
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function isUsable(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    const mount = readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .find((line) => line.split(" ")[1] === MEMORY);
    // Tests run commands that they install.
    return bavail * bsize >= ROOM && mount !== undefined && !mount.includes("noexec");
  } catch {
    return false;
  }
}
