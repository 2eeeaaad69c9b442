import { type ErrorFacts, InvalidResponseError, type InvalidResponseReason } from "./errors.ts";

const MEANING: Partial<Record<InvalidResponseReason, string>> = {
  html: "an HTML page instead of JSON. A wrong host, a proxy or a login page answers; check baseUrl.",
  "not-json": "text instead of JSON. Check baseUrl and proxies in between.",
  truncated: "the answer ends too early. Try again.",
  "malformed-json": "the answer is not valid JSON.",
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

/** */
export function unreadable(
  reason: InvalidResponseReason,
  status: number,
  facts: ErrorFacts,
): InvalidResponseError {
  const retryable = reason === "truncated";
  return new InvalidResponseError(`${status}, ${MEANING[reason]}`, { ...facts, status, reason, retryable });
}

function reasonOf(text: string): InvalidResponseReason {
  if (text.startsWith("<")) return "html";
  const end = { "{": "}", "[": "]" }[text.charAt(0)];
  if (!end) return "not-json";
  return text.endsWith(end) ? "malformed-json" : "truncated";
}
