import { createServer } from "node:http";

// A vendor in a process of its own that allows so many requests a second to each API key, in any second. `GET /counts` has the numbers.
const [requests = "10"] = process.argv.slice(2);
const SPAN_MS = 1000;

const windows = new Map<string, number[]>();
const counts = { requests: 0, refused: 0 };

function isAllowed(key: string): boolean {
  const now = performance.now();
  const window = (windows.get(key) ?? []).filter((at) => at > now - SPAN_MS);
  windows.set(key, window);
  if (window.length >= Number(requests)) return false;
  window.push(now);
  return true;
}

const server = createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  if (request.url === "/counts") return response.end(JSON.stringify(counts));
  counts.requests += 1;
  if (isAllowed(String(request.headers["x-api-key"]))) return response.end('{"_id":"1"}');
  counts.refused += 1;
  return response.writeHead(429, { "retry-after": "1" }).end('{"message":"Too many requests"}');
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(`http://127.0.0.1:${address?.port}`);
});
process.on("disconnect", () => process.exit());
