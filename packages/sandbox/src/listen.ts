/// <reference lib="esnext.disposable" preserve="true" />
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { IncomingRequest } from "./engine/request/read-request.ts";
import type { Engine } from "./server/engine.ts";
import { SERVING, type Serving } from "./serving.ts";

/** Where the server listens. */
export type ListenOptions = {
  /** Default: 0, any free port. */
  port?: number;
};

/** A sandbox that listens on a port of this machine. */
export type SandboxServer<Credentials, AccountOptions> = AsyncDisposable & {
  /** Base URL on loopback, with the vendor's base path. */
  readonly url: string;
  /** As `sandbox.credentials`, with the token URL on this server. */
  readonly credentials: Credentials;
  /** What opens the account over the network: `jumpcloud(server.options)`. */
  readonly options: AccountOptions;
  /** Stops listening. */
  close(): Promise<void>;
};

/**
 * Serves a sandbox over HTTP on loopback, with the state it has in process. From then on its clock is the real one, unless
 * it was made with `now`.
 *
 * @example
 * await using server = await listen(createSandbox("jumpcloud"));
 */
export async function listen<Credentials, AccountOptions>(
  sandbox: { readonly [SERVING]: Serving<Credentials, AccountOptions> },
  { port = 0 }: ListenOptions = {},
): Promise<SandboxServer<Credentials, AccountOptions>> {
  const { engine, basePath, credentials, accountOptions, useRealClock } = sandbox[SERVING];
  const server = createServer((request, response) => {
    // A broken body (a fault), or a caller who left: the socket is closed.
    serve(engine(), { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  useRealClock();
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  const origin = `http://127.0.0.1:${bound}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url: origin + basePath,
    credentials: credentials(origin),
    options: accountOptions(origin),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function serve(
  engine: Engine,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort(new Error("the caller closed the connection")));
  const made = await engine.respond(await incoming(request), gone.signal);
  response.writeHead(made.status, Object.fromEntries(made.headers));
  response.flushHeaders();
  if (made.body !== null) {
    for await (const chunk of made.body) response.write(chunk);
  }
  response.end();
}

/** As the client calls it, for links in responses. */
function originOf({ headers }: IncomingMessage): string {
  const origin = `http://${headers.host}`;
  return headers.host && URL.canParse(origin) ? origin : "http://127.0.0.1";
}

async function incoming(request: IncomingMessage): Promise<IncomingRequest> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    headers.set(name, Array.isArray(value) ? value.join(", ") : (value ?? ""));
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", originOf(request)),
    headers,
    text: Buffer.concat(chunks).toString("utf8"),
  };
}
