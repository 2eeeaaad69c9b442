import { createHash } from "node:crypto";
import { GatewayError } from "../errors/gateway-error.ts";
import { placeOf } from "../observe/log.ts";
import type { CallFacts } from "../operations/call-facts.ts";
import type { Answer } from "../responses/response.ts";
import type { StoredAnswer } from "../store/store.ts";
import type { PerformOptions, Received } from "./route.ts";
import { type Outcome, onceForKey, REPLAYED } from "./run-once.ts";
import { isSpent } from "./write-result.ts";

type Keyed = Pick<PerformOptions, "store" | "log"> & {
  readonly key: string;
  /** The body as it came. */
  readonly text: string;
  readonly run: () => Promise<Answer>;
  /** The answer to what was thrown. */
  readonly failed: (error: unknown) => StoredAnswer;
};

/** Runs a write whose client gave it an idempotency key: once, whatever is asked again. */
export async function runKeyed(
  { method, url }: Received,
  facts: CallFacts,
  { key, text, run, failed, store, log }: Keyed,
): Promise<Answer> {
  if (!facts.token) return run();
  const fingerprint = createHash("sha256").update(`${method} ${url}\n${text}`).digest("hex");
  const keyed = { tokenId: facts.token.id, key, fingerprint };
  const answer = await onceForKey(store.idempotency, keyed, {
    run: () => outcomeOf(run, { sent: facts.sent, failed }),
    lost: (error) => log("error", "answer-lost", { request_id: facts.requestId, ...placeOf(error) }),
  });
  facts.isReplayed = REPLAYED in answer.headers;
  return answer;
}

type Failing = Pick<CallFacts, "sent"> & { readonly failed: (error: unknown) => StoredAnswer };

/** An answer that a repetition gets, too, if anything was or may have been done. */
async function outcomeOf(run: () => Promise<Answer>, { sent, failed }: Failing): Promise<Outcome> {
  let answer: Answer;
  try {
    answer = await run();
  } catch (failure) {
    if (!isSpent({ sent, failure })) throw failure;
    return { answer: failed(failure), isFinal: true };
  }
  if (typeof answer.body === "string") return { answer: { ...answer, body: answer.body }, isFinal: true };
  throw new GatewayError(400, "An Idempotency-Key goes with answers in JSON only.");
}
