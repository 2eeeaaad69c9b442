import { createLimiter, type Fetch } from "@mdmkit/runtime";
import { nodeFetch } from "@mdmkit/runtime/node";
import { connect, type Vendor } from "@mdmkit/unified";
import { loadVendor } from "@mdmkit/unified/vendors";
import { answerReads } from "../processes/answer-reads.ts";
import type { RecordedRequest, RecordedVendor } from "./recorded-server.ts";

/** How a process of its own reads the devices of a recorded vendor. */
export type RecordedWalk = {
  readonly vendor: string;
  readonly recorded: RecordedVendor;
  readonly way: RecordedWay;
};
export type RecordedWay = keyof typeof WAYS;

/** Each reads the fleet once, and returns the number of devices. */
const WAYS = {
  "fetch().json()": replay,
  "unified list": (walk: RecordedWalk) => list(walk, (url, init) => fetch(url, init)),
  "unified list, nodeFetch": (walk: RecordedWalk) => list(walk, nodeFetch),
};

const WARM_WALKS = 2;

const [text = ""] = process.argv.slice(2);
const plan: RecordedWalk = JSON.parse(text);
const { origin } = plan.recorded;

// To warm up, and so that the server knows what is requested.
const devices = await list(plan, (url, init) => fetch(url, init));
const requests: readonly RecordedRequest[] = await (await fetch(`${origin}/requests`)).json();
const walk = WAYS[plan.way];
for (let time = 0; time < WARM_WALKS; time += 1) await walk(plan);

// Each question is how many devices are to be read, or a few more.
answerReads(async (wished) => {
  const times = Math.ceil(wished / devices);
  for (let time = 0; time < times; time += 1) await walk(plan);
  return times * devices;
});

/** The requests of the list one after another, their responses parsed and no more. */
async function replay(): Promise<number> {
  for (const { method, path, body } of requests) {
    const response = await fetch(origin + path, { method, body: body || null });
    await response.json();
  }
  return devices;
}

async function list({ vendor, recorded }: RecordedWalk, transport: Fetch): Promise<number> {
  const descriptor = await loadVendor(vendor);
  // No limits: they would only wait.
  const account: Vendor = await descriptor.create(recorded.values, {
    fetch: transport,
    limiter: createLimiter(),
  });
  let count = 0;
  for await (const _ of connect(account).devices.list()) count += 1;
  return count;
}
