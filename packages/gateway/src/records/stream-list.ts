import type { Listing, UnifiedComponents } from "@mdmkit/unified";
import type { AnyRecord } from "./resource.ts";

type Source<Item> = Pick<Listing<Item>, "pages" | "report">;
type Position = UnifiedComponents["schemas"]["ListPosition"];

/**
 * All records of a list as one page in JSON, in pieces. If the list ends early, `next_cursor` leads to the first record that is
 * missing, so that a client which follows cursors gets the error, or the rest.
 */
export async function* streamList<Item extends AnyRecord>(
  source: Source<Item>,
  shape: (record: Item) => object,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  const encoder = new TextEncoder();
  const position: Position = { next_cursor: null, prev_cursor: null, result_count: 0 };
  let isPartial = false;
  let text = '{"result":[';
  try {
    for await (const { items, next, previous } of source.pages()) {
      if (position.result_count === 0) position.prev_cursor = previous;
      for (const item of items) {
        text += `${position.result_count > 0 ? "," : ""}\n${JSON.stringify(shape(item))}`;
        position.result_count += 1;
        isPartial ||= item.is_partial === true;
      }
      position.next_cursor = next;
      yield encoder.encode(text);
      text = "";
    }
  } catch (error) {
    if (position.next_cursor === null) throw error;
  }
  const rest = { ...position, is_partial_response: isPartial, report: source.report };
  yield encoder.encode(`${text}\n],${JSON.stringify(rest).slice(1)}\n`);
  return undefined;
}
