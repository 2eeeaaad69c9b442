import { isRow, present, type Row } from "../../../engine/records/values.ts";
import type { NinjaOneState } from "../state/state.ts";

const LIGHT = [
  "id",
  "uid",
  "assignedOwnerUid",
  "parentDeviceId",
  "organizationId",
  "locationId",
  "nodeClass",
  "nodeRoleId",
  "rolePolicyId",
  "policyId",
  "approvalStatus",
  "offline",
  "displayName",
  "systemName",
  "dnsName",
  "netbiosName",
  "created",
  "lastContact",
  "lastUpdate",
  "userData",
  "tags",
  "maintenance",
] as const;

/** What `expand` may name. */
type References = Readonly<Record<string, (device: Row, state: NinjaOneState) => unknown>>;

const REFERENCES: References = {
  organization: (device, { organizations }) => organizations.get(String(device.organizationId)),
  location: (device, { locations }) => locations.get(String(device.locationId)),
  policy: (device, { policies }) => policies.get(String(device.policyId)),
  rolePolicy: (device, { policies }) => policies.get(String(device.rolePolicyId)),
  role: (device, { roles }) => roles.get(String(device.nodeRoleId)),
  assignedOwner: (device, { users }) => users.get(String(device.assignedOwnerUid)),
  warranty: ({ kept }) => (isRow(kept) ? kept.warranty : undefined),
  backupUsage: ({ kept }) => (isRow(kept) ? kept.backupUsage : undefined),
};

/** What a call asks for besides the record itself. */
export type Expansion = { readonly names: readonly string[]; readonly withBackupTimes: boolean };

/** Names that the server does not know are ignored, like any parameter that it does not know. */
export function expansionIn({
  expand,
  includeLastBackupJobTimes,
}: Readonly<Record<string, unknown>>): Expansion {
  const names = typeof expand === "string" ? expand.split(",").map((name) => name.trim()) : [];
  return { names, withBackupTimes: includeLastBackupJobTimes === true };
}

/** A device as lists without inventory have it, with the names behind its ids where they are asked for. */
export function summarized(device: Row, state: NinjaOneState, expansion: Expansion): Row {
  const own = present(Object.fromEntries(LIGHT.map((name) => [name, device[name]])));
  return { ...own, ...referencesOf(device, state, expansion) };
}

/** A device with its inventory. */
export function detailed(device: Row, state: NinjaOneState, expansion: Expansion): Row {
  const { kept: _kept, ...own } = device;
  return { ...own, ...referencesOf(device, state, expansion) };
}

function referencesOf(device: Row, state: NinjaOneState, { names, withBackupTimes }: Expansion): Row {
  if (state.options.expand === false) return {};
  const entries = names.map((name) => [name, REFERENCES[name]?.(device, state)] as const);
  const references: Row = present(Object.fromEntries(entries));
  const { backupUsage } = references;
  if (Object.keys(references).length === 0) return {};
  if (withBackupTimes || !isRow(backupUsage)) return { references };
  const { lastSuccessfulBackupJob: _done, lastFailedBackupJob: _failed, ...sizes } = backupUsage;
  return { references: { ...references, backupUsage: sizes } };
}
