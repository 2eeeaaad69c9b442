import type { Exchange } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import type { CallFacts } from "../operations/call-facts.ts";
import { redactValue } from "../secrets/redaction.ts";

type DebugExchange = UnifiedComponents["schemas"]["DebugExchange"];

/** Keeps the vendor exchanges behind an answer, for the formats that show them. */
export type Watch = {
  readonly onExchange?: (exchange: Exchange) => void;
  readonly exchanges: readonly Exchange[];
};

/** Watches only where it is wanted: what is shown has to be copied, without credentials that the vendor echoes. */
export function watchFor(format: string | undefined, facts: Pick<CallFacts, "redact">): Watch {
  const exchanges: Exchange[] = [];
  if (format !== "raw" && format !== "debug") return { exchanges };
  return { exchanges, onExchange: (exchange) => exchanges.push(withoutEcho(exchange, facts)) };
}

function withoutEcho(exchange: Exchange, { redact }: Pick<CallFacts, "redact">): Exchange {
  const headers = Object.entries(exchange.responseHeaders).map(([name, value]) => [name, redact(value)]);
  return {
    ...exchange,
    url: redact(exchange.url),
    body: redactValue(exchange.body, redact),
    data: redactValue(exchange.data, redact),
    responseHeaders: Object.fromEntries(headers),
  };
}

/** The vendor's answer; where it took several requests, the answers in their order. */
export function rawAnswer({ exchanges }: Watch): unknown {
  const answers = exchanges.map(({ data }) => data ?? null);
  return answers.length === 1 ? answers[0] : answers;
}

/** The latest exchange as `debug` shows it; null when the vendor was not called. */
export function debugOf({ exchanges }: Watch): DebugExchange | null {
  const last = exchanges.at(-1);
  if (!last) return null;
  const { "set-cookie": _cookies, ...responseHeaders } = last.responseHeaders;
  return {
    requestUrl: last.url,
    requestOptions: { method: last.method, headers: last.headers, body: last.body ?? null },
    data: last.data ?? null,
    responseHeaders,
  };
}
