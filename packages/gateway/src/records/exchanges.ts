import type { Exchange } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import type { CallDetails } from "../operations/call-details.ts";
import { redactValue } from "../secrets/redaction.ts";

type DebugExchange = UnifiedComponents["schemas"]["DebugExchange"];

/** The vendor's requests and responses of a call, for the formats that show them. */
export type ExchangeLog = {
  readonly onExchange?: (exchange: Exchange) => void;
  readonly exchanges: readonly Exchange[];
};

/** Records exchanges only for formats that show them: they are copied without credentials that the vendor echoes. */
export function recordExchanges(
  format: string | undefined,
  details: Pick<CallDetails, "redact">,
): ExchangeLog {
  const exchanges: Exchange[] = [];
  if (format !== "raw" && format !== "debug") return { exchanges };
  return { exchanges, onExchange: (exchange) => exchanges.push(redacted(exchange, details)) };
}

function redacted(exchange: Exchange, { redact }: Pick<CallDetails, "redact">): Exchange {
  const headers = Object.entries(exchange.responseHeaders).map(([name, value]) => [name, redact(value)]);
  return {
    ...exchange,
    url: redact(exchange.url),
    body: redactValue(exchange.body, redact),
    data: redactValue(exchange.data, redact),
    responseHeaders: Object.fromEntries(headers),
  };
}

/** The vendor's response body; after several requests, the bodies in order. */
export function rawResponse({ exchanges }: ExchangeLog): unknown {
  const bodies = exchanges.map(({ data }) => data ?? null);
  return bodies.length === 1 ? bodies[0] : bodies;
}

/** The latest exchange in the `debug` format; null when the vendor was not called. */
export function lastExchange({ exchanges }: ExchangeLog): DebugExchange | null {
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
