import { createServer, type ServerResponse } from "node:http";
import { createSandbox, type VendorId } from "@mdmkit/sandbox";
import { answerParent } from "../processes/answer-parent.ts";

// Vendors in a process of their own. `/<health>/<vendor>/` and then the vendor's paths: responses of its sandbox, made once and then
// kept, so that they cost nothing. The response to a message is the requests since the last one.
const VENDORS: readonly VendorId[] = ["jumpcloud", "ivanti-neurons", "jamf-pro"];
/** Of those that are listed. */
const MOST_REQUESTS = 1000;
const SIZE = { devices: 250, users: 120 };

export type Health = "well" | "hangs" | "floods" | "breaks";
/** How an account is opened: its values but for `baseUrl`, and what of that comes after the vendor's name. */
type VendorAccount = { readonly values: Readonly<Record<string, string>>; readonly basePath: string };
export type VendorServerReady = {
  readonly port: number;
  readonly accounts: Readonly<Record<string, VendorAccount>>;
};

type Kept = { readonly status: number; readonly body: Buffer };

const sandboxes = new Map<string, ReturnType<typeof createSandbox<VendorId>>>(
  VENDORS.map((vendor) => [vendor, createSandbox(vendor, SIZE)]),
);
const kept = new Map<string, Kept>();
const requests: string[] = [];

async function responseOf(vendor: string, path: string, request: RequestInit): Promise<Kept> {
  const key = `${vendor} ${path}`;
  const known = kept.get(key);
  if (known && request.method === "GET") return known;
  const sandbox = sandboxes.get(vendor);
  if (!sandbox) throw new Error(`Unknown vendor ${vendor}.`);
  const response = await sandbox.fetch(new URL(path, sandbox.baseUrl), request);
  const buffered = { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  if (response.ok && request.method === "GET") kept.set(key, buffered);
  return buffered;
}

const SENDERS: Readonly<Record<Health, (response: ServerResponse, buffered: Kept) => void>> = {
  well: (response, { status, body }) => response.writeHead(status, headersFor(body)).end(body),
  hangs: () => {},
  floods: (response) => response.writeHead(429, { "retry-after": "1" }).end("{}"),
  breaks: (response, { status, body }) =>
    response
      .writeHead(status, headersFor(body))
      .write(body.subarray(0, body.length / 2), () => response.destroy()),
};

function headersFor(body: Buffer) {
  return { "content-type": "application/json", "content-length": body.byteLength };
}

function isHealth(text: string): text is Health {
  return Object.hasOwn(SENDERS, text);
}

const server = createServer(async (incoming, response) => {
  const [, health = "", vendor = "", path = ""] = /^\/(\w+)\/([^/]+)(\/.*)$/.exec(incoming.url ?? "") ?? [];
  if (!isHealth(health)) throw new Error(`Unknown health ${health}.`);
  if (requests.length < MOST_REQUESTS) requests.push(path);
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const { method = "GET" } = incoming;
  const body = chunks.length > 0 ? { body: Buffer.concat(chunks) } : {};
  SENDERS[health](response, await responseOf(vendor, path, { method, headers, ...body }));
});
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const accounts = Object.fromEntries(
    [...sandboxes].map(([vendor, { options }]) => [vendor, accountOf(options)]),
  );
  if (typeof address !== "object" || !address) throw new Error("The server listens on no port.");
  const ready: VendorServerReady = { port: address.port, accounts };
  answerParent(ready, async () => requests.splice(0));
});

function accountOf({ baseUrl, ...options }: { baseUrl: string }): VendorAccount {
  const texts = Object.entries(options).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const { pathname } = new URL(baseUrl);
  return { values: Object.fromEntries(texts), basePath: pathname.replace(/\/$/, "") };
}
