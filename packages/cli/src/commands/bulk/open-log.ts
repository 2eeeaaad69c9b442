import { open, readFile, rm, writeFile } from "node:fs/promises";
import { type BulkEntry, type BulkLog, parseBulkLog } from "@mdmkit/unified";
import { CommandError } from "../../process/command-error.ts";
import { EXIT } from "../../process/exit-code.ts";

/** The log of a plan in a file, which one process at a time can use. */
export type LogFile = BulkLog & {
  /** What earlier runs wrote. */
  readonly entries: readonly BulkEntry[];
  close(): Promise<void>;
};

export async function openLog(path: string): Promise<LogFile> {
  const unlock = await lock(`${path}.lock`);
  try {
    const file = await open(path, "a+", 0o600);
    const text = await file.readFile("utf8");
    const entries = parseBulkLog(text);
    // A line that a crash cut off would spoil the next one.
    if (!text.endsWith("\n"))
      await file.truncate(Buffer.byteLength(text.slice(0, text.lastIndexOf("\n") + 1)));
    const cut = text.endsWith("\n")
      ? []
      : entries.slice(parseBulkLog(text.slice(0, text.lastIndexOf("\n") + 1)).length);
    let last: Promise<void> = Promise.resolve();
    /** One line after the other, each on the disk before the request follows. */
    const append = (entry: BulkEntry) => {
      const write = async () => {
        await file.appendFile(`${JSON.stringify(entry)}\n`);
        await file.datasync();
      };
      last = last.then(write);
      return last;
    };
    for (const entry of cut) await append(entry);
    return {
      entries,
      append,
      async close() {
        await last.catch(() => {}); // its caller has the error
        await file.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Two runs of one plan at once would send it twice. The lock of a process that no longer exists is taken over. */
async function lock(path: string): Promise<() => Promise<void>> {
  const create = () => writeFile(path, `${process.pid}\n`, { flag: "wx", mode: 0o600 });
  try {
    await create();
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    if (isAlive(Number(await readFile(path, "utf8"))))
      throw new CommandError("Another run of this plan is under way.", {
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
    return !isCode(error, "ESRCH");
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
