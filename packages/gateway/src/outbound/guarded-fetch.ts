import { isIP, type LookupFunction } from "node:net";
import { type Fetch, InvalidInputError } from "@mdmkit/runtime";
import { createNodeFetch, type NodeFetch } from "@mdmkit/runtime/node";
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
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Throws `InvalidInputError` for a URL that credentials must not be sent to. Host names are resolved later, for each connection. */
export function assertAllowedUrl(text: string, { allowPrivate }: GuardOptions): URL {
  const url = URL.parse(text);
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
  return new InvalidInputError(`This address is not allowed: ${reason}.`, { advice });
}

/** A `fetch` that connects only to public addresses. It connects to the address that it checked, and follows no redirects. */
export function createGuardedFetch(options: GuardOptions): NodeFetch {
  const { responseLimit = RESPONSE_LIMIT, idleMs } = options;
  const lookup = guardedLookup(options);
  const fetch = createNodeFetch({ lookup, responseLimit, idleMs, userAgent: "mdmkit-gateway" });
  const guarded: Fetch = async (text, init) => fetch(assertAllowedUrl(text, options).href, init);
  return Object.assign(guarded, { close: fetch.close });
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
