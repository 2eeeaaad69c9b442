import { InvalidResponseError } from "./errors.ts";
import type { ErrorFacts, InvalidResponseReason } from "./mdm-error.ts";

type UnreadableReason = Exclude<InvalidResponseReason, "redirect" | "shape" | "incomplete">;

const UNREADABLE: Record<UnreadableReason, readonly [problem: string, advice: string]> = {
  html: ["is an HTML page", "Check `baseUrl` and the proxies in between."],
  "not-json": ["is text instead of JSON", "Check `baseUrl` and the proxies in between."],
  truncated: ["is incomplete", "Try again."],
  "malformed-json": ["is malformed JSON", "Report it to the vendor."],
};

/** Parses a body. An empty one is `undefined`. */
export function parseBody(text: string, response: Response, facts: ErrorFacts): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // The engine's own error quotes the body, so it is not kept as the cause.
    const trimmed = text.trim();
    if (trimmed) throw unreadable(reasonOf(trimmed), response.status, facts);
    return undefined;
  }
}

/** Whether a text is a page of a login or a proxy, which `parseBody` refuses. */
export const isPage = (text: string): boolean => /^\s*<(!d|html)/i.test(text);

export function unreadable(
  reason: UnreadableReason,
  status: number,
  facts: ErrorFacts,
): InvalidResponseError {
  const [problem, advice] = UNREADABLE[reason];
  const retryable = reason === "truncated";
  return new InvalidResponseError(`${status}: the response ${problem}.`, {
    ...facts,
    advice,
    status,
    reason,
    retryable,
  });
}

export function reasonOf(text: string): UnreadableReason {
  if (text.startsWith("<")) return "html";
  const end = { "{": "}", "[": "]" }[text.charAt(0)];
  if (!end) return "not-json";
  return text.endsWith(end) ? "malformed-json" : "truncated";
}
