import { createAdaptorServer } from "@hono/node-server";
import { InvalidInputError } from "@mdmkit/runtime";
import type { Gateway } from "./api/router.ts";
import { type Log, placeOf } from "./observe/log.ts";

export type Listening = { readonly url: string; close(): Promise<void> };

/** Bytes of a request's line and headers, and how long a client may take to send them. */
const HEADERS = { maxHeaderSize: 16_384, headersTimeout: 10_000 } as const;
/** For a whole request to arrive. */
const REQUEST_TIMEOUT_MS = 60_000;
/** Nothing is read or written for so long: longer than any call takes. */
const IDLE_MS = 300_000;
/** How long requests under way may take when the server stops. */
const GRACE_MS = 10_000;

/** Serves a gateway over HTTP. */
export async function listen(
  gateway: Gateway,
  { host, port, log }: { host: string; port: number; log: Log },
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: (request) => gateway.fetch(request),
    serverOptions: { ...HEADERS, requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: 65_000 },
  });
  server.setTimeout(IDLE_MS);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(refusal(error, port)));
    server.listen(port, host, () => resolve());
  });
  server.on("error", (error) => log("error", "server", placeOf(error)));
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve) => {
        const all = "closeAllConnections" in server ? server : undefined;
        const force = setTimeout(() => all?.closeAllConnections(), GRACE_MS);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        all?.closeIdleConnections();
      }),
  };
}

const REFUSALS: Readonly<Record<string, string>> = {
  EADDRINUSE: "is in use",
  EACCES: "may not be used",
  EADDRNOTAVAIL: "cannot be used: the address is not one of this machine",
};

function refusal(error: Error, port: number): Error {
  const why = "code" in error ? REFUSALS[String(error.code)] : undefined;
  return why ? new InvalidInputError(`Port ${port} ${why}. Choose another.`) : error;
}
