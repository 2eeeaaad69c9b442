import { createServer } from "node:http";
import { answerParent } from "../processes/answer-parent.ts";
import { PAGES } from "./records.ts";

// Pages of peers in a process of its own, made beforehand so that they cost nothing: `/<peer>/…` is one of them, whatever follows.
const PAGE_SIZE = 100;
const KINDS = 8;

const pages = new Map(
  Object.entries(PAGES).map(([id, pageOf]) => [
    id,
    Array.from({ length: KINDS }, (_, page) => {
      const indexes = Array.from({ length: PAGE_SIZE }, (_, at) => page * PAGE_SIZE + at);
      return Buffer.from(JSON.stringify(pageOf(indexes)));
    }),
  ]),
);
let served = 0;

const server = createServer((request, response) => {
  const [, id = ""] = (request.url ?? "").split("/");
  const body = pages.get(id)?.[served % KINDS];
  served += 1;
  if (!body) return response.writeHead(404).end();
  const headers = { "content-type": "application/json", "content-length": body.byteLength };
  return response.writeHead(200, headers).end(body);
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") answerParent(`http://127.0.0.1:${address?.port}`);
});
