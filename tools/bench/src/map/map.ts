import { fleets } from "../fleets/index.ts";
import { createRecords } from "../server/render-pages.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import { openVendor } from "../walk/accounts.ts";

const RECORDS = 1_000;
const PASSES = 100;

/** The fast pass of the engine: nothing is noted. */
const NOTHING_DRIFTS = { note() {} };

/** What mapping a record costs next to parsing it. */
export async function benchMap({ rounds }: { rounds: number }): Promise<void> {
  const rows = Object.entries(fleets).map(([vendor, fleet]) => {
    const texts = createRecords(fleet, RECORDS);
    const { map } = openVendor(vendor, { baseUrl: "http://localhost" }).devices;
    const records: object[] = texts.map((text) => JSON.parse(text));
    const parse = nanoseconds(rounds, texts, JSON.parse);
    const mapped = nanoseconds(rounds, records, (record) => map(record, NOTHING_DRIFTS));
    return {
      vendor,
      "record bytes": Math.round(texts.join("").length / RECORDS),
      "JSON.parse ns": Math.round(parse),
      "map ns": Math.round(mapped),
      ratio: (mapped / parse).toFixed(2),
    };
  });
  printTable(`Mapping one record, median of ${rounds} rounds of ${PASSES * RECORDS}`, rows);
}

/** Median CPU per value; the results are kept for a moment, so that none is optimized away. */
function nanoseconds<Value>(
  rounds: number,
  values: readonly Value[],
  run: (value: Value) => unknown,
): number {
  const kept: unknown[] = new Array(values.length);
  const times = Array.from({ length: rounds + 1 }, () => {
    const startedAt = process.cpuUsage();
    for (let pass = 0; pass < PASSES; pass += 1) {
      for (const [at, value] of values.entries()) kept[at] = run(value);
    }
    const { user, system } = process.cpuUsage(startedAt);
    return ((user + system) * 1000) / (PASSES * values.length);
  });
  return median(times.slice(1));
}
