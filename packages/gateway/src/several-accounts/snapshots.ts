import {
  type Device,
  type DiffOptions,
  diffFleets,
  type FieldChanges,
  type FleetDevice,
  type FleetSnapshot,
  type ListReport,
  parseFleetSnapshot,
  snapshotFleet,
  type UnifiedComponents,
} from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { namedFields } from "../records/field-names.ts";
import type { Lists, Resource } from "../records/resource.ts";
import { type Found, joinLists, toRef } from "./join-lists.ts";
import { readAccounts, type SeveralCall, type SeveralServices } from "./read-accounts.ts";

type Schemas = UnifiedComponents["schemas"];
type Wish<Filters> = { readonly resource: Resource<Lists<Device, Filters>>; readonly filters: Filters };

/** The devices of several accounts at one time, for the client to keep. */
export async function snapshotAccountDevices<Filters extends object>(
  services: SeveralServices,
  call: SeveralCall,
  wish: Wish<Filters>,
): Promise<JsonReply<Schemas["FleetSnapshot"]>> {
  return json(toWire(await takeSnapshot(services, call, wish)));
}

async function takeSnapshot<Filters extends object>(
  services: SeveralServices,
  call: SeveralCall,
  wish: Wish<Filters>,
): Promise<FleetSnapshot<Found>> {
  const query = { ...call.query, truto_ignore_remote_data: true };
  const lists = await readAccounts(services, { ...call, query }, wish);
  const outcomes = lists.map(
    ({ account, listing }) => [account.id, { report: listing?.report ?? NOT_STARTED }] as const,
  );
  return snapshotFleet({
    ...joinLists(lists),
    of: {
      accounts: Object.fromEntries(lists.map(({ account }) => [account.id, account.vendor])),
      filters: Object.fromEntries(Object.entries(wish.filters)),
    },
    outcomes: Object.fromEntries(outcomes),
    complete: lists.every(({ outcome }) => outcome.complete),
  });
}

const NOT_STARTED: ListReport = {
  ...{ pages: 0, records: 0, matched: 0, total: null, duplicates: 0, unreadable: 0, undecided: 0 },
  ...{ complete: false, reason: "failed", gaps: [], drift: [] },
};

type DiffCall = Omit<SeveralCall, "query"> & { readonly body: Schemas["SnapshotDiffRequest"] };

/** What changed since an earlier snapshot: until a later one, or until now. */
export async function diffAccountDevices(
  services: SeveralServices,
  call: DiffCall,
  { resource, filterNames }: { resource: Wish<object>["resource"]; filterNames: readonly string[] },
): Promise<JsonReply<Schemas["SnapshotDiff"]>> {
  const { before, after, ignore } = call.body;
  const options: DiffOptions<Device> = ignore
    ? { ignore: namedFields<Device>("Device", { path: "body.ignore", names: ignore }) }
    : {};
  const earlier = fromWire(before);
  const taken = after
    ? undefined
    : await takeSnapshot(
        services,
        { ...call, query: { integrated_account_ids: Object.keys(earlier.of.accounts) } },
        { resource, filters: knownFilters(earlier.of.filters, filterNames) },
      );
  const later = taken ?? (after && fromWire(after));
  if (!later) throw new Error("one of both is there");
  const { created, updated, regrouped, missing } = diffFleets(earlier, later, options);
  return json({
    created: created.map(toDevice),
    updated: updated.map(({ after: now, changes, added, removed }) => ({
      ...toDevice(now),
      changes: changes.map(({ account, id, fields }) => ({
        ...{ integrated_account_id: account, id },
        fields: toFields(fields),
      })),
      added: added.map(toRef),
      removed: removed.map(toRef),
    })),
    regrouped: regrouped.flatMap(({ after: devices }) => devices.map(toDevice)),
    missing: missing ? missing.map(toDevice) : null,
    snapshot: taken ? toWire(taken) : null,
  });
}

/** The filters of a snapshot come from the client: only those of the list may be among them. */
function knownFilters(filters: Readonly<Record<string, unknown>>, names: readonly string[]): object {
  const unknown = Object.keys(filters).filter((name) => !names.includes(name));
  if (unknown.length === 0) return filters;
  throw new GatewayError(400, "Invalid request body.", {
    failures: unknown.map((name) => ({
      path: `body.before.of.filters.${name.slice(0, 100)}`,
      message: "is unknown",
    })),
  });
}

/** The library checks what belongs together, such as `complete` and the reports. */
const fromWire = (snapshot: Schemas["FleetSnapshot"]): FleetSnapshot<Found> =>
  parseFleetSnapshot<Found>(JSON.stringify(snapshot));

function toWire(snapshot: FleetSnapshot<Found>): Schemas["FleetSnapshot"] {
  const { of, devices, reports, ...head } = snapshot.toJSON();
  return {
    ...head,
    of: { accounts: { ...of.accounts }, filters: { ...of.filters } },
    devices: devices.map(({ device, records, earlier }) => ({
      device,
      records: [...records],
      earlier: [...earlier],
    })),
    reports: { ...reports },
  };
}

const toDevice = ({ device, records }: FleetDevice<Found>): Schemas["SnapshotDiffDevice"] => ({
  device,
  records: records.map(toRef),
});

function toFields(fields: FieldChanges<Device>): Record<string, Schemas["FieldChange"]> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, change]) => (change ? [[name, { ...change }]] : [])),
  );
}
