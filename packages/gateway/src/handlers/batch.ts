import { AbortedError } from "@mdmkit/runtime";
import type { Call, ResponseBodyOf } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { toErrorResponse } from "../responses/error-response.ts";
import { unredacted } from "../secrets/redaction.ts";

type Batch = ResponseBodyOf<"performBatch">;

/** Performs the requests of a batch in order, each as if it had been sent alone. The time limit of a call is for all of them. */
export async function performBatch(call: Call<"performBatch">): Promise<JsonReply<Batch>> {
  const { body, dispatch, signal, details } = call;
  const result: Batch["result"] = [];
  for (const request of body.requests)
    result.push(signal.aborted ? notSent(details.requestId) : await dispatch(request, signal));
  return json({ result });
}

/** Seen by a client that repeats the batch with its Idempotency-Key. */
function notSent(requestId: string) {
  const problem = "The client disconnected or the batch timed out before this request.";
  const error = new AbortedError(problem, { outcome: "not-sent" });
  const { body } = toErrorResponse(error, { requestId, redact: unredacted });
  return { status: body.statusCode, body };
}
