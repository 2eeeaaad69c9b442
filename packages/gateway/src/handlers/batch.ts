import type { AnswerOf, Call } from "../api/operation.ts";
import { type JsonReply, json } from "../api/reply.ts";

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
