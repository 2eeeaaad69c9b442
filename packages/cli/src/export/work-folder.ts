import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { CommandError, usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import { isFileError } from "../process/file-error.ts";
import { parseJson } from "../process/json-input.ts";
import { lockFile } from "../process/lock-file.ts";
import { type AccountPart, openAccountPart } from "./account-part.ts";

/** What makes two exports the same, so that one can continue the other: what is read, and not how it is written. */
export type ExportRequest = {
  readonly resource: string;
  readonly accounts: readonly string[];
  /** Filters and options of the lists. */
  readonly list: Readonly<Record<string, unknown>>;
};

/** The folder beside the file, in which an export keeps what it read until the file is complete. */
export type WorkFolder = {
  /** One for each account. */
  readonly parts: readonly AccountPart[];
  /** For the new file, on the same disk as the old one. */
  readonly output: string;
  /** Ends the work. What was read stays for the next run, unless it is `done`. */
  close(options: { done: boolean }): Promise<void>;
};

/** `restart` discards what an earlier run left. */
export async function openWorkFolder(
  file: string,
  request: ExportRequest,
  { restart }: { restart: boolean },
): Promise<WorkFolder> {
  await assertFile(file);
  const folder = workFolderOf(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = await lockFile(`${folder}.lock`, `Another export to ${file} is under way.`);
  try {
    if (restart) await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await assertRequest(folder, { file, request });
    const parts = await Promise.all(request.accounts.map((_, index) => openAccountPart(folder, index)));
    return {
      parts,
      output: join(folder, "output"),
      async close({ done }) {
        if (done) await rm(folder, { recursive: true, force: true });
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

export const workFolderOf = (file: string): string => `${file}.partial`;

/** The folder exists, and the file can be replaced. */
async function assertFile(file: string): Promise<void> {
  const folder = await stat(dirname(file)).catch(() => undefined);
  if (!folder?.isDirectory()) throw usageError(`The folder of ${file} does not exist.`);
  const existing = await stat(file).catch((error) => {
    if (isFileError(error, "ENOENT")) return undefined;
    throw usageError(`Cannot replace ${file}.`);
  });
  if (existing && !existing.isFile()) throw usageError(`${file} is not a file.`);
}

async function assertRequest(
  folder: string,
  { file, request }: { file: string; request: ExportRequest },
): Promise<void> {
  const path = join(folder, "request.json");
  const text = JSON.stringify(request);
  const earlier = await readFile(path, "utf8").catch(() => undefined);
  if (earlier === undefined) return writeFile(path, text, { mode: 0o600 });
  if (isDeepStrictEqual(parseJson(earlier), parseJson(text))) return;
  throw new CommandError(`An interrupted export to ${file} reads something else.`, {
    exitCode: EXIT.refused,
    advice:
      "Repeat it with the same accounts, filters and options of the list, or discard it with --restart.",
  });
}
