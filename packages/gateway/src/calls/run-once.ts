import { GatewayError } from "../errors/gateway-error.ts";
import type { IdempotencyStart, IdempotencyStore, StoredAnswer } from "../store/store.ts";

export type KeyedRequest = { readonly tokenId: string; readonly key: string; readonly fingerprint: string };

/** An answer, and whether the vendor did or may have done something: only then is it kept for repetitions. */
export type Outcome = { readonly answer: StoredAnswer; readonly isFinal: boolean };

type Work = {
  readonly run: () => Promise<Outcome>;
  /** Told when the answer could not be kept: the key stays taken then, which is better than a write done twice. */
  readonly lost: (error: unknown) => void;
};

/** Header of an answer that is a repetition of an earlier one. */
export const REPLAYED = "idempotency-replayed";

/** Runs a write once for each key; a repetition gets the answer of the first. */
export async function onceForKey(
  store: IdempotencyStore,
  { fingerprint, ...key }: KeyedRequest,
  { run, lost }: Work,
): Promise<StoredAnswer> {
  const start = await store.begin({ ...key, fingerprint });
  if (start.kind === "replay")
    return { ...start.answer, headers: { ...start.answer.headers, [REPLAYED]: "true" } };
  if (start.kind !== "new") throw refusal(start.kind);
  const { answer, isFinal } = await run().catch(async (error: unknown) => {
    await store.abandon(key).catch(lost);
    throw error;
  });
  // What was done is done, and its answer is the truth, whether or not it can be kept.
  await (isFinal ? store.finish({ ...key, answer }) : store.abandon(key)).catch(lost);
  return answer;
}

type Refused = Exclude<IdempotencyStart["kind"], "new" | "replay">;

const REFUSALS: Readonly<Record<Refused, [status: number, message: string]>> = {
  mismatch: [422, "The Idempotency-Key was used for another request."],
  "in-progress": [409, "The first request with this Idempotency-Key is still under way."],
  interrupted: [
    409,
    "The first request with this Idempotency-Key broke off; it may have been done. Look at the record, then use another key.",
  ],
};

function refusal(kind: Refused): GatewayError {
  const [status, message] = REFUSALS[kind];
  return new GatewayError(status, message);
}
