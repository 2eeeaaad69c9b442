import type { MdmError } from "@mdmkit/runtime";
import { type Listing, ndjson } from "@mdmkit/unified";
import type { AccountInUse } from "../accounts/use-account.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { StreamReply } from "../operations/reply.ts";
import { redactValue } from "../secrets/redaction.ts";

type Context = AccountInUse & {
  readonly metrics: Metrics;
  /** Ends when the client is gone. */
  readonly gone: AbortSignal;
};

/**
 * A list as lines of JSON. The first page is read before there is an answer, so that a vendor who refuses is told by the status;
 * what fails later is told by the last line.
 */
export async function streamRecords(listing: Listing<object>, context: Context): Promise<StreamReply> {
  const { redact, assertStillUsable, brokeOff } = context;
  const stop = new AbortController();
  const pages = listing.pages({ signal: stop.signal });
  const first = await pages.next();
  async function* allPages({ signal }: { signal?: AbortSignal } = {}) {
    signal?.addEventListener("abort", () => stop.abort(signal.reason));
    try {
      if (first.done) return;
      yield first.value;
      for await (const page of pages) {
        await assertStillUsable();
        yield page;
      }
    } catch (error) {
      await brokeOff(error);
      throw error;
    } finally {
      await pages.return();
    }
  }
  const source = {
    pages: allPages,
    get report() {
      return listing.report;
    },
  };
  const tell = (error: MdmError) => Object(redactValue(error.toJSON(), redact));
  return { kind: "stream", lines: untilEnd(ndjson(source, { tell }), underWay(context)) };
}

/** Ends the stream after its last line also when that tells of a failure: an aborted connection may lose the line. */
function untilEnd(lines: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = lines.getReader();
  let isRead = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
        if (!isRead) return; // whoever read it went away meanwhile
        if (!done && value) return controller.enqueue(value);
        end();
        controller.close();
      },
      async cancel(reason) {
        isRead = false;
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}

/** Counts a stream until it ends or its client is gone, whichever is first. */
function underWay({ metrics, place, gone }: Context): () => void {
  const leave = place.keep();
  metrics.streaming(1);
  const end = () => {
    gone.removeEventListener("abort", end);
    if (leave()) metrics.streaming(-1);
  };
  if (gone.aborted) end();
  else gone.addEventListener("abort", end);
  return end;
}
