import { createServer } from "node:http";
import { fleets } from "../fleets/index.ts";
import { createPageRenderer } from "./render-pages.ts";

// A keep-alive page server in a process of its own: `/<vendor>/<devices>/<latency in ms>/` and then the vendor's paths.
// The response to a message "count" is the number of requests since the last one.
const renderers = Object.fromEntries(
  Object.entries(fleets).map(([id, fleet]) => [id, createPageRenderer(fleet)]),
);
let requests = 0;

function responseTo(path: string): { body: string; latency: number } {
  const [, id = "", devices, latency, rest = ""] = /^\/([^/]+)\/(\d+)\/(\d+)(\/.*)$/.exec(path) ?? [];
  const [fleet, render] = [fleets[id], renderers[id]];
  if (!fleet || !render) throw new Error(`no fleet at ${path}`);
  const span = fleet.span(new URL(rest, "http://localhost"));
  return { body: span ? render(span, Number(devices)) : fleet.otherResponse, latency: Number(latency) };
}

const server = createServer((request, response) => {
  requests += 1;
  const { body, latency } = responseTo(request.url ?? "");
  const send = () => {
    response.setHeader("content-type", "application/json");
    response.end(body);
  };
  if (latency > 0) setTimeout(send, latency);
  else send();
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(address?.port);
});
process.on("message", () => {
  process.send?.(requests);
  requests = 0;
});
process.on("disconnect", () => process.exit());
