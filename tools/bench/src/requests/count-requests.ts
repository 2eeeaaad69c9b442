import { loadSandbox } from "@mdmkit/sandbox/load";
import { connect, type Mdm, type Vendor } from "@mdmkit/unified";
import { loadVendor, type VendorId } from "@mdmkit/unified/vendors";
import type { VendorRequests } from "./request-counts.ts";

export const DEVICES = 10_000;
/** What is read device by device is counted for so many, and multiplied. */
const SAMPLE = 500;
const SINGLE_READS = 150;
const FEW_FIELDS = ["name", "serial_number", "platform", "os_version", "owner"];

/** Counts what each read of `DEVICES` devices, and each write, sends to the vendor's sandbox. */
export async function countRequests(id: VendorId): Promise<VendorRequests> {
  const fleet = await open(id, { devices: DEVICES });
  const sample = await open(id, { devices: SAMPLE, users: 100 });
  const people = await open(id, { devices: SAMPLE, users: DEVICES });
  const ids = (await sample.mdm.devices.list().toArray()).map((device) => device.id);
  const few = everyNth(ids, SINGLE_READS);
  const gets: number[] = [];
  for (const device of few) gets.push(await sample.count(() => sample.mdm.devices.get(device)));
  const { getOnly } = sample.vendor.devices ?? {};
  const scaled = (requests: number) => Math.round(requests * (DEVICES / SAMPLE));
  return {
    list: await countList(fleet),
    again: await countAgain(fleet),
    fewFields: await fleet.count(() => read(fleet.mdm.devices.list({ fields: FEW_FIELDS }))),
    hydrated: getOnly && scaled(await sample.count(() => read(hydratedList(sample.mdm, getOnly)))),
    get: { mean: gets.reduce((sum, one) => sum + one, 0) / gets.length, most: Math.max(...gets) },
    apps: sample.vendor.apps && scaled(await sample.count(() => read(sample.mdm.apps.list()))),
    users: people.vendor.users && (await people.count(() => read(people.mdm.users.list()))),
    update: await countUpdate(sample, few),
    action: await countAction(sample, few),
  };
}

type Account = Awaited<ReturnType<typeof open>>;

async function open(id: VendorId, size: { devices: number; users?: number }) {
  const { baseUrl, credentials, options, requests } = await loadSandbox(id, {
    ...size,
    checkResponses: false,
  });
  const { fetch, now, wait } = options;
  const transport = { fetch, now, wait };
  const vendor: Vendor = await (await loadVendor(id)).create({ ...credentials, baseUrl }, transport);
  const sentBy = async (call: () => Promise<unknown>) => {
    const before = requests.length;
    await call();
    return requests.slice(before);
  };
  return {
    vendor,
    now,
    mdm: connect(vendor),
    sentBy,
    count: async (call: () => Promise<unknown>) => (await sentBy(call)).length,
  };
}

/** Requests of the whole list by operation; throws unless the list was whole. */
async function countList({ vendor, mdm, sentBy }: Account): Promise<Record<string, number>> {
  const list = mdm.devices.list();
  const counts: Record<string, number> = {};
  for (const { operation } of await sentBy(() => read(list)))
    counts[operation] = (counts[operation] ?? 0) + 1;
  const { records, complete, reason } = list.report;
  if (records !== DEVICES || !complete)
    throw new Error(`${vendor.id} gave ${records} of ${DEVICES} devices: ${reason}.`);
  // In an order that does not depend on which of several requests comes first.
  const inOrder = Object.entries(counts).sort(
    ([name, one], [other, another]) => another - one || (name < other ? -1 : 1),
  );
  return Object.fromEntries(inOrder);
}

/** What shows that nothing has changed: the vendor's log of events, or else a list of what changed since, if the vendor selects by time. */
async function countAgain({ vendor, mdm, now, count }: Account): Promise<VendorRequests["again"]> {
  const { events } = vendor;
  if (events?.since) {
    const { position } = await events.since(null, {});
    return { by: "log", requests: await count(async () => events.since?.(position, {})) };
  }
  const isFilter = vendor.devices?.filters.some((name) => name === "updated_since");
  if (!isFilter) return undefined;
  const changed = mdm.devices.list({ updated_since: new Date(now()).toISOString() });
  const isSelected = [...changed.plan.pushed, ...changed.plan.narrowed].includes("updated_since");
  return isSelected ? { by: "time", requests: await count(() => read(changed)) } : undefined;
}

async function read(records: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of records);
}

const hydratedList = (mdm: Mdm<Vendor>, hydrate: NonNullable<Vendor["devices"]>["getOnly"]) =>
  mdm.devices.list({ hydrate, hydrateRequests: Number.MAX_SAFE_INTEGER, remoteData: false });

/** Changes that some vendor accepts. */
const CHANGES = [
  { name: "Front desk" },
  { asset_tag: "A-1" },
  { notes: [{ content: "Front desk" }] },
  { custom_fields: {} },
];

async function countUpdate({ vendor, mdm, count }: Account, devices: readonly string[]) {
  const writable: readonly string[] = vendor.devices?.writable ?? [];
  const changes = CHANGES.find((one) => Object.keys(one).every((name) => writable.includes(name)));
  return changes && firstOf(devices, (id) => count(() => mdm.devices.update(id, changes)));
}

async function countAction({ vendor, mdm, count }: Account, devices: readonly string[]) {
  const name = (["restart", "sync"] as const).find((one) => vendor.devices?.actions?.[one]);
  const requests = name && (await firstOf(devices, (id) => count(() => mdm.devices[name](id, {}))));
  return name && requests !== undefined ? { name, requests } : undefined;
}

/** The result for the first device that takes it. */
async function firstOf<Result>(devices: readonly string[], run: (id: string) => Promise<Result>) {
  for (const id of devices) {
    try {
      return await run(id);
    } catch {}
  }
  return undefined;
}

function everyNth<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.ceil(items.length / most);
  return items.filter((_, at) => at % step === 0);
}
