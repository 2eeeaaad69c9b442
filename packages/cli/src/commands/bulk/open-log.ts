import { open } from "node:fs/promises";
import { type BulkEntry, type BulkLog, parseBulkLog } from "@mdmkit/unified";
import { lockFile } from "../../process/lock-file.ts";

/** The log of a plan in a file, which one process at a time can use. */
export type LogFile = BulkLog & {
  /** What earlier runs wrote. */
  readonly entries: readonly BulkEntry[];
  close(): Promise<void>;
};

export async function openLog(path: string): Promise<LogFile> {
  // Two runs of one plan at once would send it twice.
  const unlock = await lockFile(`${path}.lock`, "Another run of this plan is under way.");
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
