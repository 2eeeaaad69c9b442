import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { type Fetch, InvalidInputError, InvalidResponseError } from "@mdmkit/runtime";
import { createNameLookup, type Resolve } from "./name-lookup.ts";
import { isPublicAddress } from "./public-address.ts";

export type GuardOptions = {
  /** True allows private addresses, and http on loopback. */
  readonly allowPrivate: boolean;
  /** Replaces the system's resolver in tests. */
  readonly resolve?: Resolve;
  /** Maximum bytes of one response, uncompressed. Default: 64 MiB. */
  readonly responseLimit?: number;
  /** How long an unused connection is kept. Default: 4 s. */
  readonly idleMs?: number;
};

const RESPONSE_LIMIT = 67_108_864;
/**
 * Servers and networks keep unused connections for 5 s or longer. This is shorter, because a request on a closed connection is lost, and
 * for a write it is then unknown whether it was carried out.
 */
const IDLE_MS = 4000;

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Throws `InvalidInputError` for a URL that credentials must not be sent to. Host names are resolved later, for each connection. */
export function assertAllowedUrl(text: string, { allowPrivate }: GuardOptions): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password)
    throw notAllowed("it must be a URL without user name and password");
  const isLoopback = LOOPBACK.includes(url.hostname);
  if (url.protocol !== "https:" && !(allowPrivate && isLoopback && url.protocol === "http:"))
    throw notAllowed("it must use https", ADVICE);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!allowPrivate && (isLoopback || (isIP(literal) && !isPublicAddress(literal))))
    throw notAllowed("it is not on the public internet", ADVICE);
  return url;
}

const ADVICE = "To allow private addresses, use --allow-private (MDMKIT_ALLOW_PRIVATE=1).";

function notAllowed(reason: string, advice?: string): InvalidInputError {
  return new InvalidInputError(`This vendor address is not allowed: ${reason}.`, { advice });
}

/** A `fetch` that connects only to public addresses. It connects to the address that it checked, and follows no redirects. */
export function createGuardedFetch(options: GuardOptions): Fetch & { close(): void } {
  // The timeout closes idle connections, not those that wait for a response.
  const keeping = { keepAlive: true, maxFreeSockets: 64, timeout: options.idleMs ?? IDLE_MS };
  const agents = { "http:": new HttpAgent(keeping), "https:": new HttpsAgent(keeping) };
  const lookup = guardedLookup(options);
  const { responseLimit = RESPONSE_LIMIT } = options;
  const fetch: Fetch = async (text, init) => {
    const url = assertAllowedUrl(text, options);
    const { body, headers } = await readContent(init);
    const isPlain = url.protocol === "http:";
    const message = await new Promise<IncomingMessage>((resolve, reject) => {
      const send = isPlain ? requestHttp : requestHttps;
      const request = send(url, {
        method: init.method ?? "GET",
        headers: {
          "accept-encoding": "gzip, br",
          "user-agent": "mdmkit-gateway",
          ...headers,
          ...(body && { "content-length": body.byteLength }),
        },
        agent: isPlain ? agents["http:"] : agents["https:"],
        lookup,
        ...(init.signal && { signal: init.signal }),
      });
      request.once("response", resolve);
      request.once("error", reject);
      request.end(body);
    });
    return toResponse(message, { url, responseLimit });
  };
  const close = () => {
    for (const agent of Object.values(agents)) agent.destroy();
  };
  return Object.assign(fetch, { close });
}

/** Resolves a host name for `net.connect`; fails when any of its addresses is not public. */
function guardedLookup({ allowPrivate, resolve }: GuardOptions): LookupFunction {
  const lookUp = createNameLookup({ resolve });
  return (hostname, { family, all }, callback) => {
    lookUp(hostname, family === 4 || family === 6 ? family : 0).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) return callback(failure("no address", "ENOTFOUND"), "");
        if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
          return callback(
            notAllowed("its name leads to an address that is not a public address", ADVICE),
            "",
          );
        return all ? callback(null, [...addresses]) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

function failure(message: string, code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}

/** The body as bytes, so that its length is known, and the headers with the content type of the body. */
async function readContent({ body, headers: given }: RequestInit) {
  const headers = Object.fromEntries(new Headers(given));
  if (body === null || body === undefined) return { body: undefined, headers };
  const content = new Response(body);
  const contentType = content.headers.get("content-type");
  return {
    body: new Uint8Array(await content.arrayBuffer()),
    headers: { ...(contentType !== null && { "content-type": contentType }), ...headers },
  };
}

const WITHOUT_BODY = [101, 204, 205, 304];

type Context = { readonly url: URL; readonly responseLimit: number };

function toResponse(message: IncomingMessage, { url, responseLimit }: Context): Response {
  const { statusCode: status = 502, statusMessage: statusText = "" } = message;
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const hasBody = !WITHOUT_BODY.includes(status) && message.method !== "HEAD";
  if (!hasBody) message.resume();
  const response = new Response(hasBody ? toStream(decode(message, headers), responseLimit) : null, {
    status,
    statusText,
    headers,
  });
  Object.defineProperty(response, "url", { value: url.href });
  return response;
}

function decode(message: IncomingMessage, headers: Headers): Readable {
  const encoding = headers.get("content-encoding");
  if (encoding !== "gzip" && encoding !== "br") return message;
  headers.delete("content-encoding");
  headers.delete("content-length");
  const decoder = encoding === "gzip" ? createGunzip() : createBrotliDecompress();
  // Errors reach the reader of the decoder.
  return pipeline(message, decoder, () => {});
}

/** Limits the size, because one vendor's endless or highly compressed response must not use up the memory. */
function toStream(readable: Readable, limit: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = readable[Symbol.asyncIterator]();
  let size = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) return controller.close();
        size += value.byteLength;
        if (size <= limit) return controller.enqueue(new Uint8Array(value));
        readable.destroy();
        throw new InvalidResponseError(`a response is larger than ${limit} bytes.`, { reason: "shape" });
      },
      cancel() {
        readable.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
