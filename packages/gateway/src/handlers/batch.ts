import type { Call } from "../api/operation.ts";
import { json, type JsonReply } from "../api/reply.ts";
import type { AnswerOf } from "../api/operation.ts";

/** Performs the requests of a batch one after another, each as if it had come alone. */
export async function performBatch({
  body,
  dispatch,
  gone,
}: Call<"performBatch">): Promise<JsonReply<AnswerOf<"performBatch">>> {
  const result: AnswerOf<"performBatch">["result"] = [];
  for (const request of body.requests) {
    gone.throwIfAborted();
    result.push(await dispatch(request));
  }
  return json({ result });
}
