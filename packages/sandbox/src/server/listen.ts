import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { IncomingRequest } from "../engine/request/read-request.ts";
import type { Engine } from "./engine.ts";

export type Listener = { origin: string; close(): Promise<void> };

/** Serves the engine on loopback; port 0 takes any free port. */
export async function listen(engine: () => Engine, { port }: { port: number }): Promise<Listener> {
  const server = createServer((request, response) => {
    // A broken body fault or a caller who left: the socket goes down with it.
    serve(engine(), { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    origin: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
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

async function incoming(request: IncomingMessage): Promise<IncomingRequest> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    headers.set(name, Array.isArray(value) ? value.join(", ") : (value ?? ""));
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", "http://127.0.0.1"),
    headers,
    text: Buffer.concat(chunks).toString("utf8"),
  };
}
