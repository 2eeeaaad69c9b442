import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import type { RecordFormat } from "../output/format.ts";

/** A file that records are written to, of which a part is in memory. */
export type RecordFile = {
  add(records: readonly object[]): Promise<void>;
  /** Completes the file. `members` are those that a JSON document has beside its records. */
  end(members: Readonly<Record<string, unknown>>): Promise<void>;
};

/** A file of text in one of the formats of lists. */
export function createTextFile(path: string, format: RecordFormat): RecordFile {
  const stream = createWriteStream(path, { mode: 0o600 });
  const closed = finished(stream);
  closed.catch(() => {}); // whoever writes has the error
  const write = (text: string) =>
    new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  return {
    add: (records) => write(format.records(records)),
    async end(members) {
      await write(format.end(members));
      stream.end();
      await closed;
    },
  };
}
