import { type Agent, Agent as HttpAgent, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { InvalidInputError } from "../errors/errors.ts";

/** How connections are opened and kept. */
export type ConnectionOptions = {
  /**
   * Resolves host names, once for each new connection; addresses in a URL are not names. With it, the proxies of the environment are
   * not used, because a proxy resolves names itself.
   */
  readonly lookup?: LookupFunction | undefined;
  /** How long an unused connection is kept. Default: 4 s, or less if the server says so. */
  readonly idleMs?: number | undefined;
  /** Where `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read. Default: `process.env`. */
  readonly env?: Environment | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

export type Connection = { readonly agent: Agent; readonly send: typeof requestHttp };

/**
 * Servers and networks keep unused connections for 5 s or longer. This is shorter, because a request on a closed connection is lost, and
 * for a write it is then unknown whether it was carried out.
 */
const IDLE_MS = 4000;
const MAX_FREE = 64;
const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

/** In the order in which they count. */
const PROXY_VARIABLES = {
  "http:": ["http_proxy", "HTTP_PROXY"],
  "https:": ["https_proxy", "HTTPS_PROXY"],
} as const;

/** The connections of one transport: one pool for each protocol, opened on first use. */
export function createConnections(options: ConnectionOptions) {
  const open = new Map<string, Connection>();
  return {
    /** For a URL's protocol. Throws `InvalidInputError` for a proxy that cannot be used, and for another protocol than HTTP. */
    to(protocol: string): Connection {
      const connection = open.get(protocol) ?? connect(protocol, options);
      open.set(protocol, connection);
      return connection;
    },
    close(): void {
      for (const { agent } of open.values()) agent.destroy();
    },
  };
}

function connect(protocol: string, options: ConnectionOptions): Connection {
  const { lookup, idleMs = IDLE_MS, env = process.env } = options;
  if (protocol !== "http:" && protocol !== "https:")
    throw new InvalidInputError("the URL must begin with https or http.");
  // The timeout closes idle connections, not those that wait for a response.
  const keeping = { keepAlive: true, maxFreeSockets: MAX_FREE, timeout: idleMs, ...(lookup && { lookup }) };
  // Never without an environment, because a later Node.js may then take that of the process.
  const proxyEnv = lookup ? {} : proxiesIn(env, PROXY_VARIABLES[protocol]);
  return protocol === "http:"
    ? { agent: new HttpAgent({ ...keeping, proxyEnv }), send: requestHttp }
    : { agent: new HttpsAgent({ ...keeping, proxyEnv }), send: requestHttps };
}

/** The environment as Node.js reads it. Requests to this machine use no proxy. */
function proxiesIn(env: Environment, names: readonly string[]): Environment {
  const name = names.find((each) => env[each]);
  if (name === undefined) return {};
  if (!process.allowedNodeEnvironmentFlags.has("--use-env-proxy"))
    throw new InvalidInputError(`this version of Node.js does not support ${name}.`, {
      advice: "Use Node.js 22.21, 24.5 or a later one, or unset the variable.",
    });
  const exceptions = env.no_proxy ?? env.NO_PROXY;
  return { [name]: proxyUrl(name, env[name] ?? ""), no_proxy: [exceptions ?? [], LOOPBACK].flat().join() };
}

/** Node.js ignores what it cannot use, and then connects without a proxy. */
function proxyUrl(name: string, value: string): string {
  const url = value.includes("://") ? value : `http://${value}`;
  if (URL.canParse(url) && /^https?:/i.test(url)) return url;
  // Without the value, which may have a password in it.
  throw new InvalidInputError(`${name} is not the URL of an HTTP proxy.`, { advice: "Correct or unset it." });
}
