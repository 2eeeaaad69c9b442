import type { IncomingRequest } from "../engine/request/read-request.ts";
import type { Engine } from "./engine.ts";

export type InProcess = {
  engine: Engine;
  /** Origins that belong to this vendor: the sandbox's own and those of the vendor's document. */
  origins: ReadonlySet<string>;
};

const elsewhere = "<!doctype html><title>Elsewhere</title>";

/** A `fetch` that reaches the engine without a network; any other host is an error. */
export function inProcessFetch(parts: () => InProcess): typeof fetch {
  return async (input, init) => {
    // Without the signal, which is looked at here: a Request that follows one costs more than the whole response.
    const { signal: own, ...rest } = init ?? {};
    const request = new Request(input, rest);
    const { engine, origins } = parts();
    const url = new URL(request.url);
    if (!origins.has(url.origin)) {
      throw new TypeError(`fetch failed: the sandbox does not serve ${url.origin}`);
    }
    const signal = own ?? request.signal;
    signal.throwIfAborted();
    const incoming: IncomingRequest = {
      method: request.method,
      url,
      headers: request.headers,
      text: request.body === null ? "" : await request.text(),
    };
    const response = await engine.respond(incoming, signal);
    signal.throwIfAborted();
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    return redirected(response, { request, engine, to: new URL(location, url) });
  };
}

/** What the platform does with a redirect; a followed one is logged, so that a test sees what leaked. */
function redirected(
  response: Response,
  { request, engine, to }: { request: Request; engine: Engine; to: URL },
): Response {
  if (request.redirect === "error") throw new TypeError("fetch failed: unexpected redirect");
  if (request.redirect === "manual") return response;
  // The platform drops Authorization on the way to another origin, but not a vendor's own key header.
  const authenticated = request.headers.has("x-api-key");
  engine.requests.push({
    operation: "elsewhere",
    method: request.method,
    path: to.href,
    query: {},
    body: undefined,
    status: 200,
    authenticated,
  });
  return new Response(elsewhere, { headers: { "content-type": "text/html; charset=utf-8" } });
}
