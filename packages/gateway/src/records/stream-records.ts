import type { MdmError } from "@mdmkit/runtime";
import { type Listing, ndjson } from "@mdmkit/unified";
import { parseAccept } from "hono/utils/accept";
import type { AccountInUse } from "../accounts/use-account.ts";
import type { Metrics } from "../observe/metrics.ts";
import { currentCallDetails } from "../operations/call-details.ts";
import type { StreamReply } from "../operations/reply.ts";
import { redactValue } from "../secrets/redaction.ts";
import type { AnyRecord } from "./resource.ts";
import { streamList } from "./stream-list.ts";

const LINES_TYPE = "application/x-ndjson";
const JSON_TYPE = "application/json";

type Context = AccountInUse & {
  readonly metrics: Metrics;
  /** Aborts when the client disconnects. */
  readonly clientSignal: AbortSignal;
  /** The `Accept` header of the request. */
  readonly accept: string | null;
  readonly shape: ((record: object) => object) | undefined;
};

/**
 * A whole list while it is read: as lines of JSON for clients that request them, otherwise as one page. The vendor's first page is read
 * before the response begins, so that an error of the vendor shows in the status.
 */
export async function streamRecords<Item extends AnyRecord>(
  listing: Listing<Item>,
  context: Context,
): Promise<StreamReply> {
  const { redact, assertStillUsable, reportFailure, shape } = context;
  const stop = new AbortController();
  const pages = listing.pages({ signal: stop.signal });
  const first = await pages.next();
  const details = currentCallDetails();
  if (details) details.outwaitsPauses = true;
  async function* allPages() {
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
  const end = countStream(context);
  const sent = (contentType: string, chunks: Chunks): StreamReply => {
    return { kind: "stream", contentType, chunks: withEnd(chunks, { end, stop: () => stop.abort() }) };
  };
  if (!asksForLines(context.accept)) {
    const list = streamList(source, shape ?? ((record) => record));
    return sent(JSON_TYPE, { read: () => list.next(), cancel: () => list.return(undefined) });
  }
  const describeError = (error: MdmError) => Object(redactValue(error.toJSON(), redact));
  return sent(LINES_TYPE, ndjson(shape ? shapedPages(source, shape) : source, { describeError }).getReader());
}

/** Whether a client prefers lines. Other clients read a response by its type, and take any kind of JSON for one document. */
function asksForLines(accept: string | null): boolean {
  const types = parseAccept(accept ?? "").filter(({ q }) => q > 0);
  return types.find(({ type }) => type === LINES_TYPE || type === JSON_TYPE)?.type === LINES_TYPE;
}

type Source = Pick<Listing<object>, "pages" | "report">;

function shapedPages(source: Source, shape: (record: object) => object): Source {
  return {
    async *pages() {
      for await (const page of source.pages())
        yield { ...page, items: page.items.map((item) => shape(item)) };
    },
    get report() {
      return source.report;
    },
  };
}

/** As the reader of a stream has it. */
type Chunks = {
  read(): Promise<{ done?: boolean; value?: Uint8Array | undefined }>;
  cancel(): Promise<unknown>;
};
type Endings = { readonly end: () => void; readonly stop: () => void };

/** Ends the stream after its last chunk even when that reports a failure: aborting the connection could lose it. */
function withEnd(chunks: Chunks, { end, stop }: Endings): ReadableStream<Uint8Array> {
  let isRead = true;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.read().catch(() => ({ done: true, value: undefined }));
        if (!isRead) return; // the client has disconnected meanwhile
        if (!done && value) return controller.enqueue(value);
        end();
        controller.close();
      },
      async cancel() {
        isRead = false;
        end();
        stop();
        await chunks.cancel();
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
