import { MdmError } from "@mdmkit/runtime";
import type { Listing } from "../contract/listing.ts";

/** The part of a `Listing` that is read. */
type Lines = Pick<Listing<object>, "pages" | "report">;

export type NdjsonOptions = {
  /** What the last line says of a failure. Default: what the error's `toJSON` gives. */
  readonly tell?: ((error: MdmError) => object) | undefined;
};

/**
 * The list as newline-delimited JSON, one record a line. No page is read before the stream is, and then no more than the list
 * reads ahead. The last line, `{"report": …}`, says whether the list is complete. A failure of the vendor or of the connection
 * ends in such a line too, with `error` beside the report, and then errors the stream. Cancelling the stream stops the requests.
 */
export function ndjson(
  listing: Lines,
  { tell = (error) => error }: NdjsonOptions = {},
): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  const chunks = encode(listing, { signal: stop.signal, tell });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        stop.abort();
        await chunks.return();
      },
    },
    { highWaterMark: 0 }, // the list reads ahead by itself
  );
}

async function* encode(
  listing: Lines,
  { signal, tell }: { signal: AbortSignal; tell: (error: MdmError) => object },
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const line = (value: object) => `${JSON.stringify(value)}\n`;
  try {
    for await (const { items } of listing.pages({ signal })) {
      if (items.length > 0) yield encoder.encode(items.map(line).join(""));
    }
  } catch (error) {
    const known = MdmError.is(error) ? { error: tell(error) } : {};
    yield encoder.encode(line({ report: listing.report, ...known }));
    throw error;
  }
  yield encoder.encode(line({ report: listing.report }));
}
