import { MdmError } from "../errors/mdm-error.ts";
import { withOutcome } from "../errors/outcome.ts";
import { reasonOf, unreadable } from "../errors/read-body.ts";
import { type ResponseReader, type Stream, safetyOf } from "../operation/operation.ts";
import type { Sequence, SequenceReport } from "../operation/sequence.ts";
import { watchBody } from "../transport/watch-body.ts";

/** Splits the bytes of a response into items. */
export type SequenceDecoder = {
  /** The items that end with these bytes. */
  push(bytes: Uint8Array): unknown[];
  /** What is left at the end of the response. Throws `Truncated` where that is a part of an item. */
  end(): unknown[];
};

/** The end of a response in the middle of an item. */
export class Truncated extends Error {}

/** A reader of a notation; a response without a body, such as one with status 204, is undefined. */
export function sequenceReader(
  decoderOf: (response: Response) => SequenceDecoder,
  check: ResponseReader = () => {},
): SequenceReader {
  const read = (response: Response, call: Call) => {
    check(response, call);
    if (!response.body) return undefined;
    const report: SequenceReport = { items: 0, complete: false };
    const reader = response.body.getReader();
    const items = itemsOf(reader, { response, report, call, decoderOf });
    // A generator that was not started has nothing to clean up.
    const leave = items.return.bind(items);
    return Object.assign(items, {
      report,
      async return() {
        await reader.cancel().catch(() => {});
        return leave();
      },
    });
  };
  return Object.assign(read, { stream: { watch: watchBody, endless: true } });
}

/** The call whose response is read. */
export type Call = Parameters<ResponseReader>[1];

/** A reader of a sequence; undefined for a response without a body. */
export type SequenceReader = {
  (response: Response, call: Call): Sequence<unknown> | undefined;
  readonly stream: Stream;
};

type Reading = {
  readonly response: Response;
  readonly report: SequenceReport;
  readonly call: Call;
  decoderOf(response: Response): SequenceDecoder;
};

async function* itemsOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { response, report, call, decoderOf }: Reading,
): AsyncGenerator<unknown, void, undefined> {
  let received = 0;
  try {
    const decoder = decoderOf(response);
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      received += part.value.length;
      for (const item of decoder.push(part.value)) yield counted(item, report);
    }
    if (received < announced(response)) throw new Truncated();
    for (const item of decoder.end()) yield counted(item, report);
    report.complete = true;
  } catch (cause) {
    const { operation, facts } = call;
    const isMalformed = cause instanceof Malformed;
    const error = MdmError.is(cause)
      ? cause
      : unreadable(
          isMalformed ? cause.reason : "truncated",
          response.status,
          isMalformed ? facts : { ...facts, cause },
        );
    throw safetyOf(operation) === "read"
      ? error
      : withOutcome(error, { outcome: "indeterminate" }, operation);
  } finally {
    if (!report.complete) await reader.cancel().catch(() => {});
  }
}

function counted(item: unknown, report: SequenceReport): unknown {
  report.items += 1;
  return item;
}

/** The length of the body by its header, which says nothing about a compressed one. */
function announced({ headers }: Response): number {
  return headers.has("content-encoding") ? 0 : Number(headers.get("content-length") ?? 0);
}

/** What is no item. It does not keep the text, which may hold secrets. */
export class Malformed extends Error {
  readonly reason: ReturnType<typeof reasonOf>;

  constructor(text: string) {
    super();
    const reason = reasonOf(text.trim());
    this.reason = reason === "truncated" ? "malformed-json" : reason;
  }
}

/** A text of JSON; `isWhole` is false for one that the response ended in. */
export function parseItem(text: string, isWhole: boolean): unknown {
  try {
    // A number may go on after what came of it.
    if (isWhole || !/^\s*[-\d]/.test(text)) return JSON.parse(text);
  } catch {
    if (isWhole) throw new Malformed(text);
  }
  throw new Truncated();
}

/** Decodes bytes that arrive in pieces. */
export function createTextDecoder(): { push(bytes: Uint8Array): string; end(): string } {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (bytes?: Uint8Array) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined });
    } catch {
      throw bytes ? new Malformed("") : new Truncated();
    }
  };
  return { push: decode, end: () => decode() };
}
