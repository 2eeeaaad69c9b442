import { createAdaptorServer } from "@hono/node-server";
import { InvalidInputError } from "@mdmkit/runtime";
import { type Log, placeOf } from "../observe/log.ts";
import type { Gateway } from "./router.ts";

export type Listening = { readonly url: string; close(): Promise<void> };

/** Bytes of a request's line and headers, and how long a client may take to send them. */
const HEADERS = { maxHeaderSize: 16_384, headersTimeout: 10_000 } as const;
/** For a whole request to arrive. */
const REQUEST_TIMEOUT_MS = 60_000;
/** How long requests under way may take when the server stops. */
const GRACE_MS = 10_000;
/** And those that may write: a write should not be cut off, so longer than a vendor call takes. */
const WRITE_GRACE_MS = 70_000;
/** Nothing is read or written for so long: longer than a call takes, unless its vendor answers each of many requests at the last moment. */
const IDLE_MS = 600_000;
/** And how long their last bytes. Streams, which could go on for hours, get no more than that. */
const LINGER_MS = 1000;

type ListenOptions = {
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly graceMs?: number;
  /** Counted from the same moment. */
  readonly writeGraceMs?: number;
  readonly idleMs?: number;
};

/** Serves a gateway over HTTP. */
export async function listen(
  gateway: Gateway,
  { host, port, log, graceMs = GRACE_MS, writeGraceMs = WRITE_GRACE_MS, idleMs = IDLE_MS }: ListenOptions,
): Promise<Listening> {
  const underWay = new Set<Promise<Response>>();
  const writing = new Set<Promise<Response>>();
  let isClosing = false;
  const answerTo = async (request: Request) => {
    const answer = await gateway.fetch(request);
    if (isClosing) answer.headers.set("connection", "close");
    return answer;
  };
  const server = createAdaptorServer({
    fetch: (request) => {
      const kind = request.method === "GET" ? underWay : writing;
      const answer = answerTo(request).finally(() => kind.delete(answer));
      kind.add(answer);
      return answer;
    },
    serverOptions: { ...HEADERS, requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: 65_000 },
  });
  server.setTimeout(idleMs);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(refusal(error, { host, port })));
    server.listen(port, host, () => resolve());
  });
  server.on("error", (error) => log("error", "server", placeOf(error)));
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    async close() {
      isClosing = true;
      const all = "closeAllConnections" in server ? server : undefined;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      all?.closeIdleConnections();
      const written = within(writeGraceMs, [closed, Promise.allSettled(writing)]);
      await within(graceMs, [closed, Promise.allSettled(underWay)]);
      await written;
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

type Place = { readonly host: string; readonly port: number };

const REFUSALS: Readonly<Record<string, (place: Place) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is in use. Choose another.`,
  EACCES: ({ port }) => `Port ${port} may not be used. Choose another, above 1023.`,
  EADDRNOTAVAIL: ({ host }) => `${host} is no address of this machine.`,
  ENOTFOUND: ({ host }) => `${host} is no address, and no host that is known.`,
  EAI_AGAIN: ({ host }) => `${host} is no address, and cannot be looked up now.`,
};

function refusal(error: Error, place: Place): Error {
  const message = "code" in error ? REFUSALS[String(error.code)]?.(place) : undefined;
  return message === undefined ? error : new InvalidInputError(message);
}
