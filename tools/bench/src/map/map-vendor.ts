import { createLimiter } from "@mdmkit/runtime";
import { loadSandbox } from "@mdmkit/sandbox/load";
import { connect, type Vendor } from "@mdmkit/unified";
import { isVendorId, loadVendor } from "@mdmkit/unified/vendors";
import { createRecordReader } from "../../../../packages/unified/src/records/record.ts";
import { answerParent } from "../processes/answer-parent.ts";
import { median } from "../statistics.ts";

// One vendor in a process of its own, as most processes have it: helpers are faster where they see the records of one vendor only.

/** CPU of one device, in nanoseconds. */
export type MappingCosts = {
  readonly bytes: number;
  readonly parse: number;
  /** The mapper alone. */
  readonly map: number;
  /** All that a list does with a record. */
  readonly read: number;
};

const RECORDS = 1_000;
/** All records are new in each pass, as in a list. */
const PASSES = 20;
const NOTHING = { note: () => {} };

const [vendor = ""] = process.argv.slice(2);
const { devices, texts } = await openSandbox();
const read = createRecordReader(devices, { from: "list" });
const bytes = texts.join("").length / texts.length;

answerParent("ready", async ({ rounds }: { rounds: number }): Promise<MappingCosts> => {
  const all = Array.from({ length: rounds + 1 }, measureRound).slice(1); // the first is to warm up
  const of = (pick: (costs: MappingCosts) => number) => median(all.map(pick));
  return {
    bytes,
    parse: of(({ parse }) => parse),
    map: of(({ map }) => map),
    read: of((costs) => costs.read),
  };
});

function measureRound(): MappingCosts {
  return {
    bytes,
    parse: nanoseconds(() => texts, JSON.parse),
    map: nanoseconds(parsed, (record) => devices.map(record, NOTHING)),
    read: nanoseconds(parsed, (record) => read(record, NOTHING.note)),
  };
}

/** Devices of the vendor's sandbox as its list reads them, and what maps them. */
async function openSandbox() {
  if (!isVendorId(vendor)) throw new Error(`Unknown vendor ${vendor}.`);
  const { fetch, credentials, baseUrl } = await loadSandbox(vendor, { devices: RECORDS, users: 120 });
  const descriptor = await loadVendor(vendor);
  const options = { fetch, limiter: createLimiter() };
  const account: Vendor = await descriptor.create({ ...credentials, baseUrl }, options);
  if (!account.devices) throw new Error(`${vendor} has no devices.`);
  const records: string[] = [];
  for await (const device of connect(account).devices.list())
    records.push(JSON.stringify(device.remote_data));
  return { devices: account.devices, texts: records };
}

function parsed(): object[] {
  return texts.map((text) => JSON.parse(text));
}

/** CPU per value; the results are kept for a moment, so that none is optimized away. */
function nanoseconds<Value>(create: () => readonly Value[], run: (value: Value) => unknown): number {
  let microseconds = 0;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const values = create();
    const kept: unknown[] = new Array(values.length);
    const before = process.cpuUsage();
    for (const [at, value] of values.entries()) kept[at] = run(value);
    const { user, system } = process.cpuUsage(before);
    microseconds += user + system;
  }
  return (microseconds * 1000) / (PASSES * texts.length);
}
