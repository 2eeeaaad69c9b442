import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server whose first path segment says how it fails, and an address where nothing listens. */
export async function startFailingServer(): Promise<{ origin: string; closed: string; stop(): void }> {
  let calls = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      if (request.url?.startsWith("/broken/")) return void request.socket.destroy();
      if (request.url?.startsWith("/twice/") && ++calls % 3 === 0) return void response.end('{"_id":"1"}');
      response.writeHead(503, { "content-type": "application/json" }).end("{}");
    });
  });
  const origin = await listen(server);
  const other = createServer();
  const closed = await listen(other);
  other.close();
  await once(other, "close");
  return { origin, closed, stop: () => void server.close() };
}

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
