import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type GatewayProcess, startGatewayProcess } from "../fixtures/servers/gateway-process.ts";
import { createLargeFleet } from "../fixtures/servers/large-fleet.ts";
import { startVendor, type VendorServer } from "../fixtures/servers/vendor-server.ts";

// A gateway in a process of its own, between a vendor with many devices and a slow client.
// MDMKIT_TEST_SCALE=1 compares 10,000 with 100,000 devices, as required.

const [FEW, MANY] = process.env.MDMKIT_TEST_SCALE === "1" ? [10_000, 100_000] : [500, 5_000];
/** More than the buffers of sockets hold. */
const MORE_THAN_BUFFERED = 10_000;
const LOOKS = 8;

async function openStream(gateway: GatewayProcess, vendor: VendorServer): Promise<IncomingMessage> {
  const headers = { authorization: `Bearer ${gateway.token}`, "content-type": "application/json" };
  const values = { baseUrl: `${vendor.origin}/api`, apiKey: "jca_large_fleet" };
  const body = JSON.stringify({ vendor: "jumpcloud", name: "Large", values });
  const created = await fetch(`${gateway.url}/admin/accounts`, { method: "POST", headers, body });
  const { id } = await created.json();
  const path = `/unified/mdm/devices?integrated_account_id=${id}&truto_response_format=stream&limit=100`;
  const request = get(gateway.url + path, {
    headers: { ...headers, accept: "application/x-ndjson" },
    agent: false,
  });
  const [response] = await once(request, "response");
  return response;
}

/** Reads a stream, and measures the gateway's memory from time to time while it waits. */
async function readSlowly(response: IncomingMessage, gateway: GatewayProcess, lines: number) {
  const every = Math.ceil(lines / LOOKS);
  let count = 0;
  let rest = "";
  let last = "";
  let heap = 0;
  for await (const chunk of response.setEncoding("utf8")) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    const before = count;
    count += parts.length;
    last = parts.at(-1) ?? last;
    if (Math.floor(before / every) !== Math.floor(count / every)) heap = Math.max(heap, await gateway.heap());
  }
  return { count, last: JSON.parse(last), heap };
}

let gateway: GatewayProcess;
beforeAll(async () => {
  gateway = await startGatewayProcess({ allowPrivate: true });
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function measure(devices: number) {
  await using vendor = await startVendor(createLargeFleet(devices));
  const { count, last, heap } = await readSlowly(await openStream(gateway, vendor), gateway, devices);
  expect(count).toBe(devices + 1);
  expect(last.report).toMatchObject({ complete: true, records: devices, total: devices });
  return heap;
}

it("streams ten times as many devices in the same memory", async () => {
  const few = await measure(FEW);
  const many = await measure(MANY);
  if (process.env.MDMKIT_TEST_SCALE) console.log({ few, many });
  expect(many).toBeLessThan(few * 1.25 + 8_000_000);
}, 600_000);

it("requests no more pages than the client reads, and none after it disconnects", async () => {
  await using vendor = await startVendor(createLargeFleet(MORE_THAN_BUFFERED));
  const response = await openStream(gateway, vendor);
  const pages = MORE_THAN_BUFFERED / 100;
  const settled = async () => {
    for (let seen = -1; seen !== vendor.requests; ) {
      seen = vendor.requests;
      for (let look = 0; look < 50; look++) await gateway.answer();
    }
    return vendor.requests;
  };
  // Data in socket buffers counts as read.
  expect(await settled()).toBeLessThan(pages * 0.75);
  response.destroy();
  await vendor.idle();
  const asked = await settled();
  expect(asked).toBeLessThan(pages);
  expect(vendor.requests).toBe(asked);
});
