import { createServer } from "node:http";
import { createPages } from "./page.ts";

// A keep-alive page server in a process of its own: `/api/systems?limit=&skip=`; anything else is an empty list.
const total = Number(process.env.DEVICES ?? 100_000);
const latency = Number(process.env.LATENCY_MS ?? 0);
const page = createPages();

const server = createServer((request, response) => {
  const url = new URL(request.url ?? "/", "http://localhost");
  const number = (name: string, otherwise: number) => Number(url.searchParams.get(name) ?? otherwise);
  const body =
    url.pathname === "/api/systems"
      ? page(number("skip", 0), number("limit", 10), total)
      : '{"totalCount":0,"results":[]}';
  const answer = () => {
    response.setHeader("content-type", "application/json");
    response.end(body);
  };
  if (latency > 0) setTimeout(answer, latency);
  else answer();
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(address?.port);
});
process.on("disconnect", () => process.exit());
