import { loadSandbox } from "@mdmkit/sandbox/load";
import { connect } from "@mdmkit/unified";
import { loadVendor, type VendorId } from "@mdmkit/unified/vendors";

/** How many requests of each operation a list of devices takes, by vendor. */
export type RequestCounts = {
  readonly devices: number;
  readonly vendors: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

/** Lists the devices of each vendor's sandbox and counts what arrives there. */
export async function countRequests(vendors: readonly VendorId[], devices: number): Promise<RequestCounts> {
  const counts: Record<string, Record<string, number>> = {};
  for (const id of vendors) counts[id] = await countFor(id, devices);
  return { devices, vendors: counts };
}

async function countFor(id: VendorId, devices: number): Promise<Record<string, number>> {
  const sandbox = await loadSandbox(id, { devices, checkResponses: false });
  const { fetch, now, wait } = sandbox.options;
  const transport = { fetch, now, wait };
  const values = { ...sandbox.credentials, baseUrl: sandbox.baseUrl };
  const vendor = await (await loadVendor(id)).create(values, transport);
  const list = connect(vendor).devices.list();
  let read = 0;
  for await (const _ of list) read += 1;
  if (read !== devices || !list.report.complete)
    throw new Error(`${id} gave ${read} of ${devices} devices: ${list.report.reason}.`);
  const counts: Record<string, number> = {};
  for (const { operation } of sandbox.requests) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
