import type { VendorResponse } from "../engine/request/call.ts";
import type { BodyFault } from "../faults/effect.ts";
import { writeSequence } from "./write-sequence.ts";

/** Turns a vendor's response into a Response, with a complete, slow or broken body. */
export function toResponse(
  response: VendorResponse,
  { now, fault }: { now: number; fault?: BodyFault },
): Response {
  const headers = new Headers({ date: new Date(now).toUTCString() });
  const text = textOf(response);
  const { contentType = text === "" ? undefined : "application/json; charset=utf-8" } = response;
  if (contentType !== undefined) headers.set("content-type", contentType);
  for (const [name, value] of Object.entries(response.headers ?? {})) headers.set(name, value);
  const empty = response.status === 204 || response.status === 304;
  const body = empty ? null : fault === undefined ? text : trickle(text, fault);
  return new Response(body, { status: response.status, headers });
}

function textOf({ text, body, contentType = "" }: VendorResponse): string {
  if (text !== undefined) return text;
  if (body === undefined) return "";
  return (Array.isArray(body) ? writeSequence(body, contentType) : undefined) ?? JSON.stringify(body);
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
