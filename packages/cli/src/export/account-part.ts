import { open, readFile, rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "@mdmkit/runtime";
import type { ListReport } from "@mdmkit/unified";
import { parseJson } from "../process/json-input.ts";

/** How far the list of one account was read. */
type Progress = {
  /** Of the next page. */
  readonly cursor: string | null;
  /** Of the file of records, as far as they are counted. */
  readonly bytes: number;
  readonly records: number;
  /** The list was read to its end. */
  readonly ended: boolean;
  /** One for each run. */
  readonly reports: readonly Readonly<ListReport>[];
};

const START: Progress = { cursor: null, bytes: 0, records: 0, ended: false, reports: [] };

/** What was read of one account, on disk: records as lines of JSON, and how far the list was read. */
export type AccountPart = {
  readonly progress: Progress;
  /** Keeps a page, and where the list goes on. */
  append(
    page: { items: readonly object[]; next: string | null },
    report: Readonly<ListReport>,
  ): Promise<void>;
  /** Keeps that the list ended. */
  finish(report: Readonly<ListReport>): Promise<void>;
  /** Forgets all records. */
  restart(): Promise<void>;
  /** The records, some at a time. */
  batches(): AsyncGenerator<object[], void, undefined>;
};

const BATCH = 200;

export async function openAccountPart(folder: string, index: number): Promise<AccountPart> {
  const recordsPath = join(folder, `${index}.ndjson`);
  const progressPath = join(folder, `${index}.json`);
  const file = await open(recordsPath, "a", 0o600);
  const { size } = await file.stat();
  await file.close();
  let progress = readProgress(await readFile(progressPath, "utf8").catch(() => ""));
  // After a crash of the machine, the file can be behind what was noted.
  if (size < progress.bytes) progress = START;
  await truncate(recordsPath, progress.bytes);
  /** Reports of earlier runs. */
  let earlier = progress.reports;
  let pending = { ...progress };

  const save = async () => {
    await writeFile(`${progressPath}.new`, JSON.stringify(pending), { mode: 0o600 });
    await rename(`${progressPath}.new`, progressPath);
    progress = pending;
  };
  return {
    get progress() {
      return progress;
    },
    async append({ items, next }, report) {
      const text = items.map((item) => `${JSON.stringify(item)}\n`).join("");
      await writeFile(recordsPath, text, { flag: "a" });
      pending = {
        cursor: next,
        bytes: pending.bytes + Buffer.byteLength(text),
        records: pending.records + items.length,
        ended: false,
        reports: [...earlier, report],
      };
      // Without a cursor the list would begin anew. `finish` follows.
      if (next !== null) await save();
    },
    async finish(report) {
      pending = { ...pending, cursor: null, ended: true, reports: [...earlier, report] };
      await save();
    },
    async restart() {
      pending = START;
      earlier = [];
      await truncate(recordsPath, 0);
      await save();
    },
    async *batches() {
      const records = await open(recordsPath);
      let batch: object[] = [];
      try {
        for await (const line of records.readLines()) {
          const record = parseJson(line);
          if (isRecord(record)) batch.push(record);
          if (batch.length < BATCH) continue;
          yield batch;
          batch = [];
        }
        if (batch.length > 0) yield batch;
      } finally {
        await records.close();
      }
    },
  };
}

/** The file is ours, and a damaged one means a new beginning. */
function readProgress(text: string): Progress {
  const parsed = parseJson(text);
  return isProgress(parsed) ? parsed : START;
}

function isProgress(value: unknown): value is Progress {
  return (
    isRecord(value) &&
    (value.cursor === null || typeof value.cursor === "string") &&
    typeof value.bytes === "number" &&
    typeof value.records === "number" &&
    typeof value.ended === "boolean" &&
    Array.isArray(value.reports) &&
    (value.ended || value.cursor !== null || value.bytes === 0)
  );
}
