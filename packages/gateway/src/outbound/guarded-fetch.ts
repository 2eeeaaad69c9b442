import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { type Fetch, InvalidInputError, InvalidResponseError } from "@mdmkit/runtime";
import { createNameLookup, type Resolve } from "./name-lookup.ts";
import { isPublicAddress } from "./public-address.ts";

export type GuardOptions = {
  /** True lets addresses be private, and http be used with loopback. */
  readonly allowPrivate: boolean;
  /** Instead of the system's resolver, for tests. */
  readonly resolve?: Resolve;
  /** Bytes of one answer, unpacked. Default: 64 MiB. */
  readonly answerLimit?: number;
  /** How long a connection is kept that nothing uses. Default: 4 s. */
  readonly idleMs?: number;
};

const ANSWER_LIMIT = 67_108_864;
/**
 * Shorter than servers and the networks before them keep connections, the least of which is 5 s: a request over one that is gone
 * is lost, and of a write nobody knows whether it was.
 */
const IDLE_MS = 4000;

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Throws `InvalidInputError` for a URL that credentials must not be sent to. Names are resolved only later, at each connection. */
export function assertAllowedUrl(text: string, { allowPrivate }: GuardOptions): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password) throw refused("is no URL without user name and password");
  const isLoopback = LOOPBACK.includes(url.hostname);
  if (url.protocol !== "https:" && !(allowPrivate && isLoopback && url.protocol === "http:"))
    throw refused("is not https");
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (!allowPrivate && (isLoopback || (isIP(literal) && !isPublicAddress(literal))))
    throw refused("is not on the public internet");
  return url;
}

function refused(why: string): InvalidInputError {
  return new InvalidInputError(
    `The vendor's address ${why}. Private addresses are allowed by --allow-private (MDMKIT_ALLOW_PRIVATE=1).`,
  );
}

/**
 * A `fetch` that connects to public addresses only: the address that was checked is the one that is connected to, and
 * redirects are never followed.
 */
export function createGuardedFetch(options: GuardOptions): Fetch & { close(): void } {
  // Ends connections that are idle, and none that waits for an answer.
  const keeping = { keepAlive: true, maxFreeSockets: 64, timeout: options.idleMs ?? IDLE_MS };
  const agents = { "http:": new HttpAgent(keeping), "https:": new HttpsAgent(keeping) };
  const lookup = guardedLookup(options);
  const { answerLimit = ANSWER_LIMIT } = options;
  const fetch: Fetch = async (text, init) => {
    const url = assertAllowedUrl(text, options);
    const { body, headers } = await contentOf(init);
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
    return responseOf(message, { url, answerLimit });
  };
  const close = () => {
    for (const agent of Object.values(agents)) agent.destroy();
  };
  return Object.assign(fetch, { close });
}

/** Resolves a name for `net.connect`, and refuses when any of its addresses is not public. */
function guardedLookup({ allowPrivate, resolve }: GuardOptions): LookupFunction {
  const lookUp = createNameLookup({ resolve });
  return (hostname, { family, all }, callback) => {
    lookUp(hostname, family === 4 || family === 6 ? family : 0).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) return callback(failure("no address", "ENOTFOUND"), "");
        if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
          return callback(failure("not a public address", "ENOTPUBLIC"), "");
        return all ? callback(null, [...addresses]) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ""),
    );
  };
}

function failure(message: string, code: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}

/** The body as bytes, so that the length is known, and the headers with what a form says of its own content type. */
async function contentOf({ body, headers: given }: RequestInit) {
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

type Context = { readonly url: URL; readonly answerLimit: number };

function responseOf(message: IncomingMessage, { url, answerLimit }: Context): Response {
  const { statusCode: status = 502, statusMessage: statusText = "" } = message;
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  const hasBody = !WITHOUT_BODY.includes(status) && message.method !== "HEAD";
  if (!hasBody) message.resume();
  const response = new Response(hasBody ? streamOf(decoded(message, headers), answerLimit) : null, {
    status,
    statusText,
    headers,
  });
  Object.defineProperty(response, "url", { value: url.href });
  return response;
}

function decoded(message: IncomingMessage, headers: Headers): Readable {
  const encoding = headers.get("content-encoding");
  if (encoding !== "gzip" && encoding !== "br") return message;
  headers.delete("content-encoding");
  headers.delete("content-length");
  const decoder = encoding === "gzip" ? createGunzip() : createBrotliDecompress();
  // The error reaches whoever reads the decoder.
  return pipeline(message, decoder, () => {});
}

/** One vendor's answer without end, or one packed to burst, must not take the memory of all accounts. */
function streamOf(readable: Readable, limit: number): ReadableStream<Uint8Array<ArrayBuffer>> {
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
        throw new InvalidResponseError(`an answer is larger than ${limit} bytes.`, { reason: "shape" });
      },
      cancel() {
        readable.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
