import { AbortedError } from "@mdmkit/runtime";
import type { AnswerOf, Call } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { answerError } from "../responses/error-response.ts";
import { unredacted } from "../secrets/redaction.ts";

/** Performs the requests of a batch one after another, each as if it had come alone, and all of them in the time of one call. */
export async function performBatch({
  body,
  dispatch,
  signal,
  facts: { requestId },
}: Call<"performBatch">): Promise<JsonReply<AnswerOf<"performBatch">>> {
  const result: AnswerOf<"performBatch">["result"] = [];
  for (const request of body.requests)
    result.push(signal.aborted ? notBegun(requestId) : await dispatch(request, signal));
  return json({ result });
}

/** Told to whoever repeats the batch with its Idempotency-Key. */
function notBegun(requestId: string) {
  const error = new AbortedError(
    "The client went away, or the time was over, before this request of the batch. Nothing was sent.",
  );
  const { body } = answerError(error, { requestId, redact: unredacted });
  return { status: body.statusCode, body };
}
