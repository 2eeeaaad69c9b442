import type { Device, Diff, FleetDevice, FleetDiff } from "@mdmkit/unified";
import { display } from "../../output/value.ts";

type Values = { readonly before: unknown; readonly after: unknown };
type Fields = Readonly<Record<string, Values | undefined>>;

/** One entry of a comparison, as JSON has it. */
export type Change = {
  readonly change: "created" | "updated" | "missing" | "regrouped";
  readonly id: string;
  readonly name?: string | null | undefined;
  /** Of a fleet: the records of the device. */
  readonly records?: readonly Ref[];
  readonly fields?: Fields;
  readonly changes?: readonly (Ref & { readonly fields: Fields })[];
  /** Records that the device did not have before, or no longer has. */
  readonly added?: readonly Ref[];
  readonly removed?: readonly Ref[];
  /** The new or missing record. */
  readonly record?: object;
};

type Ref = { readonly account: string; readonly id: string };

export type Changes = {
  readonly created: readonly Change[];
  readonly updated: readonly Change[];
  readonly regrouped?: readonly Change[];
  /** Absent if a snapshot is incomplete. */
  readonly missing?: readonly Change[];
};

type Named = { readonly id: string; readonly name?: string | null | undefined };

export function changesIn<Item extends Named>({ created, updated, missing }: Diff<Item>): Changes {
  const whole = (change: "created" | "missing") => (record: Item) => ({
    change,
    id: record.id,
    name: record.name,
    record,
  });
  return {
    created: created.map(whole("created")),
    updated: updated.map(({ id, after, fields }) => ({ change: "updated", id, name: after.name, fields })),
    ...(missing && { missing: missing.map(whole("missing")) }),
  };
}

type Found = { account: string; device: Device };

export function changesInFleet({ created, updated, regrouped, missing }: FleetDiff<Found>): Changes {
  const entry = (change: Change["change"], { device, records }: FleetDevice<Found>) => ({
    change,
    id: device.id,
    name: device.name,
    records: records.map(toRef),
  });
  const whole = (change: Change["change"]) => (device: FleetDevice<Found>) => ({
    ...entry(change, device),
    record: device.device,
  });
  return {
    created: created.map(whole("created")),
    updated: updated.map(({ after, changes, added, removed }) => ({
      ...entry("updated", after),
      changes: changes.map(({ account, id, fields }) => ({ account, id, fields })),
      added: added.map(toRef),
      removed: removed.map(toRef),
    })),
    regrouped: regrouped.flatMap(({ after }) => after.map((device) => entry("regrouped", device))),
    ...(missing && { missing: missing.map(whole("missing")) }),
  };
}

const toRef = ({ account, device }: Found): Ref => ({ account, id: device.id });

/** Rows of a table: one for each field that changed. */
export function rowOf(one: Change): Record<string, string>[] {
  const { change, id, name, records, fields, changes = [], added = [], removed = [] } = one;
  const ids = records?.map((ref) => `${ref.account}:${ref.id}`).join(" ") ?? id;
  const row = { change, id: ids, name: display(name), field: "", before: "", after: "" };
  const values = (changed: Fields, of: string) =>
    Object.entries(changed).map(([field, value]) => ({
      ...row,
      id: of,
      field,
      before: display(value?.before),
      after: display(value?.after),
    }));
  const moved = (field: string, refs: readonly Ref[]) =>
    refs.map((ref) => ({ ...row, id: `${ref.account}:${ref.id}`, field }));
  const rows = [
    ...(fields ? values(fields, id) : []),
    ...changes.flatMap((each) => values(each.fields, `${each.account}:${each.id}`)),
    ...moved("(record added)", added),
    ...moved("(record gone)", removed),
  ];
  return rows.length > 0 ? rows : [row];
}
