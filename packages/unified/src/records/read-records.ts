import { emptyReport } from "../contract/list-report.ts";
import type { ListDriftProblem, ListReport } from "../contract/model.ts";
import { observeDrift } from "../mapping/drift.ts";
import { addDrift, type NoteDrift } from "./drift-report.ts";

/** How the records of a page are read. */
export type RecordReader<Raw, Item> = {
  /** Maps one record; undefined when it cannot be read at all. */
  read(raw: Raw): Item | undefined;
  readonly onDrift?: NoteDrift | undefined;
};

/** Maps a single record, and tells what drifted in it. With neither hook nor report nothing is watched. */
export function readOne<Raw, Item>(
  raw: Raw,
  { read, onDrift }: { read(raw: Raw): Item } & Pick<RecordReader<Raw, Item>, "onDrift">,
  report?: ListReport,
): Item {
  if (!onDrift && !report) return read(raw);
  const [item = read(raw)] = readAll([raw], { read, onDrift }, report ?? emptyReport());
  return item;
}

/** Reads the records of a page; what cannot be read, and what drifted, goes to the report. */
export function readAll<Raw, Item>(
  items: readonly Raw[],
  { read, onDrift }: RecordReader<Raw, Item>,
  report: ListReport,
): Item[] {
  const readable: Item[] = [];
  let current: Raw | undefined;
  let noted: { problem: ListDriftProblem; value: unknown }[] = [];
  const readEach = () => {
    for (current of items) {
      if (noted.length > 0) noted = [];
      const item = read(current);
      if (item === undefined) report.unreadable += 1;
      else readable.push(item);
    }
  };
  observeDrift(readEach, (problem, value) => {
    // A value that feeds several fields is noted by each, but came once.
    if (noted.some((known) => known.problem === problem && Object.is(known.value, value))) return;
    noted.push({ problem, value });
    if (typeof current === "object" && current !== null) {
      const property = addDrift(report, current, problem, value);
      onDrift?.(property, problem);
    }
  });
  return readable;
}
