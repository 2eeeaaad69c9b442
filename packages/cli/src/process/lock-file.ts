import { readFile, rm, writeFile } from "node:fs/promises";
import { CommandError } from "./command-error.ts";
import { EXIT } from "./exit-code.ts";
import { isFileError } from "./file-error.ts";

/** Makes a file that one process at a time can have; the result removes it. That of a process that no longer exists is taken over. */
export async function lockFile(path: string, problem: string): Promise<() => Promise<void>> {
  const create = () => writeFile(path, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
  try {
    await create();
  } catch (error) {
    if (!isFileError(error, "EEXIST")) throw error;
    if (isAlive(Number(await readFile(path, "utf8"))))
      throw new CommandError(problem, {
        exitCode: EXIT.refused,
        advice: `Wait until it has ended. If there is none, remove ${path}.`,
      });
    await rm(path);
    await create();
  }
  return () => rm(path, { force: true });
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return true; // not ours, or written a moment ago
  try {
    process.kill(pid, 0); // tests only whether it exists
    return true;
  } catch (error) {
    return !isFileError(error, "ESRCH");
  }
}
