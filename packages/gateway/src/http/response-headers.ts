import { InvalidInputError } from "@mdmkit/runtime";

/** With every answer. Pages bring a content policy of their own. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

/** Refuses what no browser would ever send as an origin: it would let nobody in, without a word. */
export function assertOrigins(origins: readonly string[]): void {
  for (const origin of origins) {
    const { protocol, origin: sent } = URL.parse(origin) ?? {};
    const isOfPage = protocol === "https:" || protocol === "http:";
    if (isOfPage && sent === origin) continue;
    const advice = isOfPage ? `Did you mean ${sent}?` : "It is as https://app.example.com.";
    throw new InvalidInputError(`${JSON.stringify(origin)} is no origin of pages. ${advice}`);
  }
}

/** Lets pages of the configured origins call; others get nothing. */
export function corsHeaders(request: Request, origins: readonly string[]): Record<string, string> {
  if (origins.length === 0) return {};
  const origin = request.headers.get("origin") ?? "";
  if (!origins.includes(origin)) return { vary: "Origin" };
  return {
    vary: "Origin",
    "access-control-allow-origin": origin,
    "access-control-allow-methods": "GET, POST, PATCH, DELETE",
    "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key",
    "access-control-expose-headers":
      "Allow, Idempotency-Replayed, Retry-After, ratelimit-limit, ratelimit-remaining, ratelimit-reset, x-request-id",
    "access-control-max-age": "600",
  };
}
