import { InvalidResponseError } from "./errors.ts";
import type { ErrorFacts, InvalidResponseReason } from "./mdm-error.ts";

type UnreadableReason = Exclude<InvalidResponseReason, "redirect" | "shape">;

const UNREADABLE: Record<UnreadableReason, { problem: string; advice: string }> = {
  html: {
    problem: "the response is an HTML page instead of JSON.",
    advice: "Check baseUrl: the page may come from another host, a proxy or a login form.",
  },
  "not-json": {
    problem: "the response is text instead of JSON.",
    advice: "Check baseUrl and the proxies in between.",
  },
  truncated: { problem: "the response ended before its body was complete.", advice: "Try again." },
  "malformed-json": {
    problem: "the response is not valid JSON.",
    advice: "Check the proxies in between, or report it to the vendor.",
  },
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

export function unreadable(
  reason: UnreadableReason,
  status: number,
  facts: ErrorFacts,
): InvalidResponseError {
  const { problem, advice } = UNREADABLE[reason];
  const retryable = reason === "truncated";
  return new InvalidResponseError(`${status}: ${problem}`, { ...facts, advice, status, reason, retryable });
}

function reasonOf(text: string): UnreadableReason {
  if (text.startsWith("<")) return "html";
  const end = { "{": "}", "[": "]" }[text.charAt(0)];
  if (!end) return "not-json";
  return text.endsWith(end) ? "malformed-json" : "truncated";
}
