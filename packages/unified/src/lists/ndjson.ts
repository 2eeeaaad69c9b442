import { MdmError } from "@mdmkit/runtime";
import type { Listing } from "../contract/listing.ts";

/** The part of a `Listing` that this needs. */
type Lines = Pick<Listing<object>, "pages" | "report">;

/** How a list is written as lines of JSON. */
export type NdjsonOptions = {
  /** Formats the error in the last line. Default: the error's `toJSON`. */
  readonly describeError?: ((error: MdmError) => object) | undefined;
};

/**
 * Streams a list as newline-delimited JSON, one record per line. Pages are read only when the stream is read. The last line,
 * `{"report": …}`, says whether the list is complete. When a request fails, the last line also has `error`, and the stream
 * errors. Cancelling the stream stops the requests.
 *
 * @example
 * return new Response(ndjson(mdm.devices.list()), { headers: { "content-type": "application/x-ndjson" } });
 */
export function ndjson(
  listing: Lines,
  { describeError = (error) => error }: NdjsonOptions = {},
): ReadableStream<Uint8Array> {
  const stop = new AbortController();
  const chunks = encode(listing, { signal: stop.signal, describeError });
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
    { highWaterMark: 0 }, // the list has its own read-ahead
  );
}

async function* encode(
  listing: Lines,
  { signal, describeError }: { signal: AbortSignal; describeError: (error: MdmError) => object },
): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  const line = (value: object) => `${JSON.stringify(value)}\n`;
  try {
    for await (const { items } of listing.pages({ signal })) {
      if (items.length > 0) yield encoder.encode(items.map(line).join(""));
    }
  } catch (error) {
    const known = MdmError.is(error) ? { error: describeError(error) } : {};
    yield encoder.encode(line({ report: listing.report, ...known }));
    throw error;
  }
  yield encoder.encode(line({ report: listing.report }));
}
