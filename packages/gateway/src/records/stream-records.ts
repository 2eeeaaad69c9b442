import type { MdmError } from "@mdmkit/runtime";
import { type Listing, ndjson } from "@mdmkit/unified";
import type { AccountInUse } from "../accounts/use-account.ts";
import type { Metrics } from "../observe/metrics.ts";
import { currentFacts } from "../operations/call-facts.ts";
import type { StreamReply } from "../operations/reply.ts";
import { redactValue } from "../secrets/redaction.ts";

type Context = AccountInUse & {
  readonly metrics: Metrics;
  /** Aborts when the client disconnects. */
  readonly clientSignal: AbortSignal;
};

/**
 * A list as lines of JSON. The first page is read before the response begins, so that an error of the vendor shows in the status; a
 * later error is in the last line.
 */
export async function streamRecords(listing: Listing<object>, context: Context): Promise<StreamReply> {
  const { redact, assertStillUsable, reportFailure } = context;
  const stop = new AbortController();
  const pages = listing.pages({ signal: stop.signal });
  const first = await pages.next();
  const facts = currentFacts();
  if (facts) facts.isStreaming = true;
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
      await reportFailure(error);
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
  const describeError = (error: MdmError) => Object(redactValue(error.toJSON(), redact));
  return { kind: "stream", lines: withEnd(ndjson(source, { describeError }), countStream(context)) };
}

/** Ends the stream after its last line even when that reports a failure: aborting the connection could lose the line. */
function withEnd(lines: ReadableStream<Uint8Array>, end: () => void): ReadableStream<Uint8Array> {
  const reader = lines.getReader();
  let isRead = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
        if (!isRead) return; // the client has disconnected meanwhile
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

/** Counts a stream until it ends or its client disconnects, whichever comes first. */
function countStream({ metrics, permit, clientSignal }: Context): () => void {
  const release = permit.keep();
  metrics.streaming(1);
  const end = () => {
    clientSignal.removeEventListener("abort", end);
    if (release()) metrics.streaming(-1);
  };
  if (clientSignal.aborted) end();
  else clientSignal.addEventListener("abort", end);
  return end;
}
