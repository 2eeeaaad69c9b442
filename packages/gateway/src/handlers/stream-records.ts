import type { MdmError } from "@mdmkit/runtime";
import { type Listing, ndjson } from "@mdmkit/unified";
import { type Redact, redactValue } from "../accounts/redaction.ts";
import type { StreamReply } from "../api/reply.ts";
import type { Metrics } from "../observe/metrics.ts";

type Watcher = {
  readonly metrics: Metrics;
  readonly redact: Redact;
  /** Told when the list breaks off after the answer has begun. */
  readonly brokeOff: (error: unknown) => Promise<void>;
};

/**
 * A list as lines of JSON. The first page is read before there is an answer, so that a vendor who refuses is told by the status;
 * what fails later is told by the last line.
 */
export async function streamRecords(
  listing: Listing<object>,
  { metrics, redact, brokeOff }: Watcher,
): Promise<StreamReply> {
  const stop = new AbortController();
  const pages = listing.pages({ signal: stop.signal });
  const first = await pages.next();
  async function* allPages({ signal }: { signal?: AbortSignal } = {}) {
    signal?.addEventListener("abort", () => stop.abort(signal.reason));
    try {
      if (first.done) return;
      yield first.value;
      yield* pages;
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
  const lines = ndjson(source, { tell: (error) => told(error, redact) });
  return { kind: "stream", lines: counted(lines, metrics) };
}

function told(error: MdmError, redact: Redact): object {
  return Object(redactValue(error.toJSON(), redact));
}

/** Counts the stream, and ends it after its last line also when that tells of a failure: an aborted connection may lose the line. */
function counted(lines: ReadableStream<Uint8Array>, metrics: Metrics): ReadableStream<Uint8Array> {
  const reader = lines.getReader();
  let isOpen = true;
  metrics.streaming(1);
  const end = () => {
    if (isOpen) metrics.streaming(-1);
    isOpen = false;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
        if (!isOpen) return; // whoever read it went away meanwhile
        if (!done && value) return controller.enqueue(value);
        end();
        controller.close();
      },
      async cancel(reason) {
        end();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
