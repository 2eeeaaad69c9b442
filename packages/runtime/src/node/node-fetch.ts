import type { ClientRequest, IncomingMessage } from "node:http";
import type { Fetch } from "../requests/prepare-request.ts";
import { ACCEPT_ENCODING } from "./body.ts";
import { type ConnectionOptions, createConnections } from "./connections.ts";
import { NodeResponse } from "./node-response.ts";

/** How the transport of Node connects. */
export type NodeFetchOptions = ConnectionOptions & {
  /** Maximum bytes of one response, uncompressed. Default: no limit. */
  readonly responseLimit?: number | undefined;
  /** Default: `mdmkit`. */
  readonly userAgent?: string | undefined;
};

/** A `fetch` for clients; `close` ends its connections. */
export type NodeFetch = Fetch & {
  /** Closes idle connections. */
  close(): void;
};

/** As `fetch` has it, which also covers TLS. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * A `fetch` over `node:http` and `node:https`. It takes a quarter less CPU than the global one, uses the proxies of the environment, and
 * follows no redirects.
 *
 * @example
 * ```ts
 * const fetch = createNodeFetch({ lookup });
 * const client = createJumpCloudClient({ apiKey, fetch });
 * ```
 */
export function createNodeFetch(options: NodeFetchOptions = {}): NodeFetch {
  const connections = createConnections(options);
  const { responseLimit: limit = Number.POSITIVE_INFINITY, userAgent = "mdmkit" } = options;
  const fetch: Fetch = async (address, init) => {
    const url = new URL(address);
    if (url.username || url.password) throw new TypeError("The URL has a user name or password.");
    const { agent, send } = connections.to(url.protocol);
    const { method = "GET", signal } = init;
    const { body, headers } = await contentOf(init);
    signal?.throwIfAborted();
    const request = send(url, {
      method,
      agent,
      headers: { "accept-encoding": ACCEPT_ENCODING, "user-agent": userAgent, ...headers },
    });
    const message = await responseTo(request, { body, signal });
    return new NodeResponse(message, { method, url: url.href, limit, signal });
  };
  return Object.assign(fetch, { close: connections.close });
}

/** The `fetch` of `createNodeFetch` with its defaults, for all clients that share connections and limits. */
export const nodeFetch: NodeFetch = createNodeFetch();

type Sending = { readonly body: Uint8Array | undefined; readonly signal: AbortSignal | null | undefined };

function responseTo(request: ClientRequest, { body, signal }: Sending): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let message: IncomingMessage | undefined;
    const abort = () => (message ?? request).destroy(new Error("aborted", { cause: signal?.reason }));
    signal?.addEventListener("abort", abort);
    request.once("close", () => {
      signal?.removeEventListener("abort", abort);
      // Without a response or an error, as after an unrequested upgrade.
      reject(Object.assign(new Error("closed without a response"), { code: "ECONNRESET" }));
    });
    request.on("error", (error) => reject(signal?.aborted ? signal.reason : knownFailure(error)));
    request.once("response", (response) => {
      message = response;
      resolve(response);
    });
    limitConnecting(request);
    request.end(body);
  });
}

/** A proxy that opens no tunnel refuses the connection: nothing was sent. */
function knownFailure(error: NodeJS.ErrnoException): Error {
  if (error.code !== "ERR_PROXY_TUNNEL") return error;
  return Object.assign(new Error(error.message, { cause: error }), { code: "ECONNREFUSED" });
}

function limitConnecting(request: ClientRequest): void {
  request.once("socket", (socket) => {
    if (!socket.connecting) return;
    const timer = setTimeout(
      // The code that fetch has for it.
      () => request.destroy(Object.assign(new Error("no connection"), { code: "UND_ERR_CONNECT_TIMEOUT" })),
      CONNECT_TIMEOUT_MS,
    );
    const clear = () => clearTimeout(timer);
    socket.once("encrypted" in socket ? "secureConnect" : "connect", clear);
    socket.once("close", clear);
  });
}

/** The body as bytes, so that its length is known, and the headers with the content type of the body. */
async function contentOf({ body, headers: given }: RequestInit) {
  const headers = Object.fromEntries(given instanceof Headers ? given : new Headers(given));
  if (body === null || body === undefined) return { body: undefined, headers };
  const content = new Response(body);
  const contentType = content.headers.get("content-type");
  const bytes = new Uint8Array(await content.arrayBuffer());
  return {
    body: bytes,
    headers: {
      ...(contentType !== null && { "content-type": contentType }),
      ...headers,
      "content-length": String(bytes.byteLength),
    },
  };
}
