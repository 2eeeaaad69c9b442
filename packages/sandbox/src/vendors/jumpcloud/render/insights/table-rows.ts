import type { Collection } from "../../../../engine/records/collection.ts";
import type { Rows } from "../../../../engine/records/rows.ts";
import type { Row } from "../../../../engine/records/values.ts";
import { createDraw } from "../../../../fleet/draw.ts";
import type { Fleet } from "../../../../fleet/fleet.ts";
import type { Inventory } from "../../inventory.ts";
import { sortRows } from "../../query/select.ts";
import type { InsightTable } from "./table.ts";

/** What System Insights collect from. */
export type InsightsSource = {
  readonly systems: Collection;
  readonly inventory: Inventory;
  readonly fleet: Fleet;
  /** Whether System Insights are on for a system. */
  insightsEnabled(index: number): boolean;
};

/** Where each system's rows begin: `starts[n]` for `systems[n]`, and the total at the end. */
type Offsets = { version: number; systems: number[]; starts: number[] };

const offsets = new WeakMap<InsightsSource, Map<InsightTable, Offsets>>();

function offsetsOf(state: InsightsSource, table: InsightTable): Offsets {
  const tables = offsets.get(state) ?? new Map<InsightTable, Offsets>();
  offsets.set(state, tables);
  const known = tables.get(table);
  if (known?.version === state.systems.version) return known;
  const { fleet, inventory } = state;
  const systems: number[] = [];
  const starts = [0];
  let total = 0;
  for (const index of state.systems.indexes()) {
    const hardware = inventory.hardwareOf(index);
    if (!table.platforms.includes(fleet.platform(hardware)) || !state.insightsEnabled(index)) continue;
    total += table.count?.(fleet, hardware) ?? 1;
    systems.push(index);
    starts.push(total);
  }
  const made = { version: state.systems.version, systems, starts };
  tables.set(table, made);
  return made;
}

/** A table, and the properties by which the rows of a system are sorted. */
export type SortedTable = { table: InsightTable; order: readonly string[] };

/** The rows of one system; none where it does not report the table. */
export function rowsOfSystem(state: InsightsSource, { table, order }: SortedTable, index: number): Row[] {
  const { fleet, inventory } = state;
  const hardware = inventory.hardwareOf(index);
  if (!table.platforms.includes(fleet.platform(hardware)) || !state.insightsEnabled(index)) return [];
  const device = inventory.device(index);
  const systemId = inventory.systemId(index);
  const lag = createDraw({ seed: fleet.seed, kind: "lag", index }).integer("minutes", { min: 5, max: 720 });
  const collectedAt = new Date(fleet.now - lag * 60_000).toISOString();
  const facts = { fleet, device, systemId, collectedAt };
  const count = table.count?.(fleet, hardware) ?? 1;
  const rows = Array.from({ length: count }, (_, at) => ({ system_id: systemId, ...table.row(facts, at) }));
  return order.length === 0 ? rows : sortRows(rows, order);
}

/** The whole table, system after system, made as it is read. */
export function rowsOfTable(state: InsightsSource, sorted: SortedTable): Rows {
  const { systems, starts } = offsetsOf(state, sorted.table);
  const length = starts.at(-1) ?? 0;
  return {
    length,
    slice(start, end) {
      const rows: Row[] = [];
      let at = lastAtMost(starts, start);
      let skip = start - (starts[at] ?? 0);
      for (const wanted = Math.min(end, length) - start; rows.length < wanted; at++) {
        const index = systems[at];
        if (index === undefined) break;
        rows.push(...rowsOfSystem(state, sorted, index).slice(skip, skip + wanted - rows.length));
        skip = 0;
      }
      return rows;
    },
  };
}

/** Position of the last number that is not above `value`, in ascending numbers. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
