import { emptyReport } from "./report.ts";
import { type PageSource, readAll } from "./walk.ts";

/** Maps a single record, and tells what drifted in it. There is no report to keep, so without a hook nothing is watched. */
export function readOne<Raw, Item>(
  raw: Raw,
  { read, onDrift }: { read(raw: Raw): Item } & Pick<PageSource<Raw, Item>, "onDrift">,
): Item {
  if (!onDrift) return read(raw);
  const [item = read(raw)] = readAll([raw], { read, onDrift }, emptyReport());
  return item;
}
