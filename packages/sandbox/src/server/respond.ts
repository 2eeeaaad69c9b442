import type { Answer } from "../engine/request/call.ts";
import type { BodyFault } from "../faults/effect.ts";

/** Turns an answer into a Response, with the body whole, slow, or cut off. */
export function respond(answer: Answer, { now, fault }: { now: number; fault?: BodyFault }): Response {
  const headers = new Headers({ date: new Date(now).toUTCString() });
  const text = answer.text ?? (answer.body === undefined ? "" : JSON.stringify(answer.body));
  if (text !== "") headers.set("content-type", answer.contentType ?? "application/json; charset=utf-8");
  for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
  const empty = answer.status === 204 || answer.status === 304;
  const body = empty ? null : fault === undefined ? text : trickle(text, fault);
  return new Response(body, { status: answer.status, headers });
}

function trickle(text: string, fault: BodyFault): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const half = Math.floor(bytes.length / 2);
  let sent = false;
  return new ReadableStream({
    async pull(controller) {
      if (!sent) {
        sent = true;
        if (half > 0) return controller.enqueue(bytes.subarray(0, half));
      }
      if ("cut" in fault) return controller.error(new TypeError("terminated"));
      await fault.until();
      controller.enqueue(bytes.subarray(half));
      controller.close();
    },
  });
}
