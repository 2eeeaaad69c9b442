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
/** How long requests under way may take when the server stops: a write should not be cut off. */
const GRACE_MS = 10_000;
/** And how long their last bytes. Streams, which could go on for hours, get no more than that. */
const LINGER_MS = 1000;

/** Serves a gateway over HTTP. */
export async function listen(
  gateway: Gateway,
  { host, port, log, graceMs = GRACE_MS }: { host: string; port: number; log: Log; graceMs?: number },
): Promise<Listening> {
  const underWay = new Set<Promise<Response>>();
  const server = createAdaptorServer({
    fetch: (request) => {
      const answer = gateway.fetch(request).finally(() => underWay.delete(answer));
      underWay.add(answer);
      return answer;
    },
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
    async close() {
      const all = "closeAllConnections" in server ? server : undefined;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      all?.closeIdleConnections();
      await within(graceMs, [closed, Promise.allSettled(underWay)]);
      await within(LINGER_MS, [closed]);
      all?.closeAllConnections();
      await closed;
    },
  };
}

/** Waits for the first of them, but not for longer. */
async function within(milliseconds: number, work: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([...work, end]);
  clearTimeout(timer);
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
