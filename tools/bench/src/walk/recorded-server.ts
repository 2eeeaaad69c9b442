import { createServer, type IncomingMessage } from "node:http";
import { listen } from "@mdmkit/sandbox/listen";
import { loadSandbox } from "@mdmkit/sandbox/load";
import { isVendorId } from "@mdmkit/unified/vendors";
import { answerParent } from "../processes/answer-parent.ts";

// A vendor in a process of its own: its sandbox's responses, made once and then kept, so that they cost nothing. It is started with
// the vendor's id and the number of devices, and sends how its account is opened. `GET /requests` shows what was requested so far.

/** What opens the account: the values of a vendor's descriptor. */
export type RecordedVendor = {
  readonly origin: string;
  readonly values: Readonly<Record<string, string>>;
};
export type RecordedRequest = { readonly method: string; readonly path: string; readonly body: string };

type Kept = { readonly status: number; readonly headers: string[]; readonly body: Buffer };

const [vendor = "", devices] = process.argv.slice(2);
if (!isVendorId(vendor)) throw new Error(`Unknown vendor ${vendor}.`);
const sandbox = await listen(await loadSandbox(vendor, { devices: Number(devices), users: 120 }));
const source = new URL(sandbox.url).origin;

const requests: RecordedRequest[] = [];
const kept = new Map<string, Promise<Kept>>();

/** Headers of the connection, not of the message. */
const OWN = ["host", "connection", "keep-alive", "transfer-encoding", "accept-encoding", "content-length"];

async function record({ method, path, body }: RecordedRequest, request: IncomingMessage): Promise<Kept> {
  const headers = Object.entries(request.headersDistinct).flatMap(([name, values = []]) =>
    OWN.includes(name) ? [] : values.map((value): [string, string] => [name, value]),
  );
  const response = await fetch(source + path, { method, headers, body: body || null });
  // Links to the next page lead here.
  const text = Buffer.from((await response.text()).replaceAll(source, origin));
  const own = [...response.headers].filter(([name]) => !OWN.includes(name));
  const length = ["content-length", String(text.byteLength)];
  return { status: response.status, headers: [...own, length].flat(), body: text };
}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = "GET", url: path = "/" } = request;
  if (path === "/requests") return response.end(JSON.stringify(requests));
  const wanted = { method, path, body: Buffer.concat(chunks).toString() };
  const key = JSON.stringify(wanted);
  if (!kept.has(key)) {
    requests.push(wanted);
    kept.set(key, record(wanted, request));
  }
  const { status = 500, headers = [], body } = (await kept.get(key)) ?? {};
  return response.writeHead(status, headers).end(body);
});
server.keepAliveTimeout = 60_000;
let origin = "";
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  const values = JSON.stringify({ ...sandbox.credentials, baseUrl: sandbox.url }).replaceAll(source, origin);
  const ready: RecordedVendor = { origin, values: JSON.parse(values) };
  answerParent(ready);
});
