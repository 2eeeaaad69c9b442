import { InvalidInputError } from "@mdmkit/runtime";
import type { Hono } from "hono";
import { cors } from "hono/cors";
import { type RequestIdVariables, requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import { GatewayError } from "../errors/gateway-error.ts";
import { findUndecodable } from "../input/url-encoding.ts";

export type Env = { Variables: RequestIdVariables };

/** Gives every request an id, and every response security headers and, for the given origins, CORS. */
export function useMiddleware(app: Hono<Env>, { corsOrigins }: { corsOrigins: readonly string[] }): void {
  app.use(requestId({ limitLength: 0 })); // ids of clients are all too long: the log has only ids of our own
  app.use(
    secureHeaders({
      overwrite: false, // pages have a content security policy of their own
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: "DENY",
      // A gateway on loopback speaks plain HTTP, and the rest is for browsers of the past.
      strictTransportSecurity: false,
      originAgentCluster: false,
      xDnsPrefetchControl: false,
      xDownloadOptions: false,
      xPermittedCrossDomainPolicies: false,
      xXssProtection: false,
    }),
  );
  app.use(async (context, next) => {
    await next();
    context.res.headers.set("cache-control", "no-store");
  });
  if (corsOrigins.length > 0) app.use(cors(corsOptions(corsOrigins)));
  app.use(({ req }, next) => {
    // The HTTP server lets a host such as 999.999.999.999 pass, and its URL cannot be parsed.
    const url = URL.parse(req.url);
    if (!url) throw new GatewayError(400, "Invalid Host header or path.");
    const failures = findUndecodable(url);
    if (failures.length > 0)
      throw new GatewayError(400, "Invalid percent-encoding in the URL.", { failures });
    return next();
  });
}

function corsOptions(origins: readonly string[]) {
  return {
    origin: [...origins],
    allowMethods: ["GET", "POST", "PATCH", "DELETE"],
    allowHeaders: ["Authorization", "Content-Type", "Idempotency-Key"],
    exposeHeaders: [
      ...["Allow", "Idempotency-Replayed", "Retry-After", "X-Request-Id"],
      ...["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"],
      ...["X-List-Position", "X-Record-Gaps"],
    ],
    maxAge: 600,
  };
}

/** Throws for a value that no browser sends as an origin, because it would have no effect. */
export function assertOrigins(origins: readonly string[]): void {
  for (const origin of origins) {
    const { protocol, origin: normalized } = URL.parse(origin) ?? {};
    const isWeb = protocol === "https:" || protocol === "http:";
    if (isWeb && normalized === origin) continue;
    const advice = isWeb ? `Did you mean ${normalized}?` : "Expected for example https://app.example.com.";
    throw new InvalidInputError(`${JSON.stringify(origin)} is not a valid web origin.`, { advice });
  }
}
