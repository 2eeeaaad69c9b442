import { schemas } from "@mdmkit/ivanti-neurons/schemas";
import { isRow, type Row } from "../../../engine/records/values.ts";
import { ownerFields } from "../render/device.ts";
import type { IvantiNeuronsState } from "../state/state.ts";

/** Names of the properties a schema lists itself. */
function propertyNames(schema: unknown): string[] {
  return isRow(schema) && isRow(schema.properties) ? Object.keys(schema.properties) : [];
}

export const deviceProperties = propertyNames(schemas.Device);
export const accountProperties = propertyNames(schemas.Account);
const inLists = new Set(deviceProperties);

/** A record with its owner's name and addresses as the account has them now. */
function withOwner(row: Row, { users }: IvantiNeuronsState): Row {
  const owner = row.ownerId === null ? undefined : users.get(String(row.ownerId));
  return { ...row, ...Object.fromEntries(ownerFields.map((name) => [name, owner?.[name] ?? null])) };
}

/** What lists have of a device: no groups, encryption or updates, but the name of the space. */
export function listedDevice(row: Row, state: IvantiNeuronsState): Row {
  const known = Object.entries(withOwner(row, state)).filter(([name]) => inLists.has(name));
  return { ...Object.fromEntries(known), dmPartitionName: state.inventory.spaceName(row.dmPartitionId) };
}

/** The whole record; here the name of the space is null. */
export function detailedDevice(row: Row, state: IvantiNeuronsState): Row {
  return { ...withOwner(row, state), dmPartitionName: null };
}

const masks = [
  "uid",
  "displayName",
  "firstName",
  "lastName",
  "username",
  "emailAddress",
  "phoneNumber",
  "imei",
  "imei2",
];
const moreMasks = ["serialNumber", "altSerialNumber", "iccid", "imsi", "meid", "ipAddress"];

/** What an administrator with a GDPR profile sees. */
export function masked(row: Row): Row {
  const hidden = [...masks, ...moreMasks].filter((name) => typeof row[name] === "string" && row[name] !== "");
  return { ...row, ...Object.fromEntries(hidden.map((name) => [name, "*****"])) };
}
