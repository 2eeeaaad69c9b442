import type { ListReport } from "../contract/model.ts";
import { emptyReport } from "../lists/report.ts";
import { type PageSource, readAll } from "../lists/walk.ts";

/** Maps a single record, and tells what drifted in it. With neither hook nor report nothing is watched. */
export function readOne<Raw, Item>(
  raw: Raw,
  { read, onDrift }: { read(raw: Raw): Item } & Pick<PageSource<Raw, Item>, "onDrift">,
  report?: ListReport,
): Item {
  if (!onDrift && !report) return read(raw);
  const [item = read(raw)] = readAll([raw], { read, onDrift }, report ?? emptyReport());
  return item;
}
