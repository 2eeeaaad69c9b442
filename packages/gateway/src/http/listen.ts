import { Server as NetServer } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import { InvalidInputError } from "@mdmkit/runtime";
import { errorLocation, type Log } from "../observe/log.ts";
import type { Gateway } from "./router.ts";

export type Listening = { readonly url: string; close(): Promise<void> };

/** Maximum bytes of a request's line and headers, and the time to receive them. */
const HEADERS = { maxHeaderSize: 16_384, headersTimeout: 10_000 } as const;
/** The time to receive a whole request. */
const REQUEST_TIMEOUT_MS = 60_000;
/** How long running requests may take when the server stops. */
const GRACE_MS = 10_000;
/** The same for requests that may write: longer than a vendor request takes, so that no write is cut off. */
const WRITE_GRACE_MS = 70_000;
/** Connections without traffic are closed after this time, which is longer than a call takes. */
const IDLE_MS = 600_000;
/**
 * How long clients may use the connections that they have when the server stops. Each response has `Connection: close`; a connection
 * that the server closed could be one on which a request is on its way.
 */
const DRAIN_MS = 1000;
/** How long connections that wait are accepted when the server stops. */
const BACKLOG_MS = 100;
/** The time for the last bytes of responses. Streams, which could take hours, get no more. */
const LINGER_MS = 1000;

type ListenOptions = {
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readonly graceMs?: number;
  /** Counted from the same moment as `graceMs`. */
  readonly writeGraceMs?: number;
  readonly idleMs?: number;
  readonly drainMs?: number;
};

/** Serves a gateway over HTTP. */
export async function listen(
  gateway: Pick<Gateway, "fetch">,
  { host, port, log, idleMs = IDLE_MS, ...graces }: ListenOptions,
): Promise<Listening> {
  const { graceMs = GRACE_MS, writeGraceMs = WRITE_GRACE_MS, drainMs = DRAIN_MS } = graces;
  const reading = new Set<Promise<Response>>();
  const writing = new Set<Promise<Response>>();
  let isClosing = false;
  const respond = async (request: Request) => {
    const response = await gateway.fetch(request);
    if (isClosing) response.headers.set("connection", "close");
    return response;
  };
  const server = createAdaptorServer({
    fetch: (request) => {
      const running = request.method === "GET" ? reading : writing;
      const response = respond(request).finally(() => running.delete(response));
      running.add(response);
      return response;
    },
    serverOptions: { ...HEADERS, requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: 65_000 },
  });
  server.setTimeout(idleMs);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(listenError(error, { host, port })));
    server.listen(port, host, () => resolve());
  });
  server.on("error", (error) => log("error", "server", errorLocation(error)));
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`,
    async close() {
      const { closed } = await stopListening(server);
      isClosing = true;
      await waitAtMost(drainMs, [closed]);
      const all = "closeAllConnections" in server ? server : undefined;
      all?.closeIdleConnections();
      const written = waitAtMost(writeGraceMs, [closed, Promise.allSettled(writing)]);
      await waitAtMost(graceMs, [closed, Promise.allSettled(reading)]);
      await written;
      await waitAtMost(LINGER_MS, [closed]);
      all?.closeAllConnections();
      await closed;
    },
  };
}

/**
 * Closes the listener and keeps the connections: whoever connects from now on is refused, and none is reset. Resolves when the last
 * connection is closed. The `close` of an HTTP server would also close connections on which a request may be on its way.
 */
async function stopListening(server: NetServer): Promise<{ readonly closed: Promise<void> }> {
  await emptyBacklog(server);
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()));
  return { closed };
}

/** Accepts the connections that wait, because the operating system resets them with the listener. One is accepted per turn. */
async function emptyBacklog(server: NetServer): Promise<void> {
  const end = performance.now() + BACKLOG_MS;
  let isAccepted = true;
  const note = () => {
    isAccepted = true;
  };
  server.on("connection", note);
  while (isAccepted && performance.now() < end) {
    isAccepted = false;
    await nextTurn();
  }
  server.off("connection", note);
}

/** Waits until the first of them has ended, or the time is over. */
async function waitAtMost(milliseconds: number, work: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const end = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([...work, end]);
  clearTimeout(timer);
}

type Address = { readonly host: string; readonly port: number };

const LISTEN_ERRORS: Readonly<Record<string, (address: Address) => string>> = {
  EADDRINUSE: ({ port }) => `Port ${port} is in use. Choose another.`,
  EACCES: ({ port }) => `Port ${port} is not allowed for this user. Choose one above 1023.`,
  EADDRNOTAVAIL: ({ host }) => `${host} is not an address of this machine.`,
  ENOTFOUND: ({ host }) => `Unknown host ${host}.`,
  EAI_AGAIN: ({ host }) => `The host ${host} cannot be looked up at the moment.`,
};

function listenError(error: Error, address: Address): Error {
  const message = "code" in error ? LISTEN_ERRORS[String(error.code)]?.(address) : undefined;
  return message === undefined ? error : new InvalidInputError(message);
}
