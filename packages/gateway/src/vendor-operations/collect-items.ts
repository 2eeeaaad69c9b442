import { MdmError, type Safety, type Sequence } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import { type Redact, redactValue } from "../secrets/redaction.ts";

type VendorResponse = UnifiedComponents["schemas"]["VendorResponse"];
type Collected = Required<Pick<VendorResponse, "body" | "sequence">>;

type Reading = {
  /** That of the call, which its time limit aborts. */
  readonly signal: AbortSignal;
  readonly safety: Safety;
  readonly redact: Redact;
  /** The most items. */
  readonly limit?: number;
};

/**
 * The items of a sequence as a list, with a report of whether they are all. One that breaks off, does not end in time, or has more
 * than `limit` items is not complete; a write that breaks off throws, since its outcome is uncertain.
 */
export async function collectItems(
  sequence: Sequence<unknown>,
  { signal, safety, redact, limit = 10_000 }: Reading,
): Promise<Collected> {
  const body: unknown[] = [];
  let problem: string | null = null;
  try {
    for await (const item of sequence) {
      if (body.length === limit) {
        problem = `It has more than ${limit} items.`;
        break;
      }
      body.push(item instanceof Blob ? await toBase64(item) : redactValue(item, redact));
    }
  } catch (error) {
    if (safety !== "read" || !MdmError.is(error)) throw error;
    problem = signal.aborted ? "It did not end within the time limit of the call." : redact(error.problem);
  }
  return { body, sequence: { items: body.length, complete: problem === null, problem } };
}

/** Bytes as they stand in JSON. */
export async function toBase64(data: Blob): Promise<string> {
  return Buffer.from(await data.arrayBuffer()).toString("base64");
}
