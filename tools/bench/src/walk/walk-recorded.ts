import { createLimiter, type Fetch } from "@mdmkit/runtime";
import { nodeFetch } from "@mdmkit/runtime/node";
import { connect, type Vendor } from "@mdmkit/unified";
import { loadVendor } from "@mdmkit/unified/vendors";
import type { RecordedRequest, RecordedVendor } from "./recorded-server.ts";

/** Reads the devices of a recorded vendor so many times, in a process of its own. */
export type RecordedWalk = {
  readonly vendor: string;
  readonly recorded: RecordedVendor;
  readonly way: RecordedWay;
  readonly times: number;
};
export type RecordedWay = keyof typeof WAYS;
export type MeasuredWalk = {
  readonly devices: number;
  readonly microseconds: number;
  readonly megabytes: number;
};

/** Each reads the fleet once, and returns the number of devices. */
const WAYS = {
  "fetch().json()": replay,
  "unified list": (walk: RecordedWalk) => list(walk, (url, init) => fetch(url, init)),
  "unified list, nodeFetch": (walk: RecordedWalk) => list(walk, nodeFetch),
};

const [text = ""] = process.argv.slice(2);
const plan: RecordedWalk = JSON.parse(text);
const { origin } = plan.recorded;

// To warm up, and so that the server knows what is requested.
const devices = await list(plan, (url, init) => fetch(url, init));
const requests: readonly RecordedRequest[] = await (await fetch(`${origin}/requests`)).json();
const walk = WAYS[plan.way];
await walk(plan);
const before = process.cpuUsage();
for (let time = 0; time < plan.times; time += 1) await walk(plan);
const { user, system } = process.cpuUsage(before);
const measured: MeasuredWalk = {
  devices,
  microseconds: (user + system) / (devices * plan.times),
  megabytes: process.resourceUsage().maxRSS / 1024,
};
process.send?.(measured);

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
