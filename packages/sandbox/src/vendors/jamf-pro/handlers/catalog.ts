import { operationSchemas } from "@mdmkit/jamf-pro/schemas";
import { asRows, type Row } from "../../../engine/records/values.ts";
import { json } from "../../../engine/request/call.ts";
import { privilegesOf } from "../privileges.ts";
import { namedFields } from "../query/fields.ts";
import {
  buildings,
  computerFields,
  computerGroups,
  departments,
  type Group,
  mobileFields,
  mobileGroups,
} from "../state/catalog.ts";
import type { Kind } from "../state/inventory.ts";
import { type Context, type Handler, type Handlers, notFound, pathOf } from "./handler.ts";
import { everyRow, listOf, sourceOf, whole } from "./lists.ts";

const groupFields = { ...namedFields, groupId: "groupId", groupName: "groupName", siteId: "siteId" };

const listed =
  (rows: readonly Row[], { sort = "id:asc", idField = "id" } = {}): Handler =>
  (call, context) =>
    listOf(call, context, { source: sourceOf(rows), fields: groupFields, sort, idField });

/** Ids of the devices in a group. */
function membersOf({ state }: Context, kind: Kind, group: Group): number[] {
  const property = kind === "computer" ? "groupMemberships" : "groups";
  return everyRow(state.devicesOf(kind))
    .filter((row) => asRows(row[property]).some(({ groupId }) => groupId === group.id))
    .map((row) => Number(row.id ?? row.mobileDeviceId));
}

const summaries =
  (kind: Kind, smart: boolean): Handler =>
  (call, context) => {
    const groups = (kind === "computer" ? computerGroups : mobileGroups).filter(
      (group) => group.smart === smart,
    );
    const rows = groups.map((group) => summaryOf(kind, group, membersOf(context, kind, group).length));
    const idField = kind === "computer" ? "id" : "groupId";
    return listOf(call, context, {
      source: sourceOf(rows),
      fields: groupFields,
      sort: `${idField}:asc`,
      idField,
    });
  };

function summaryOf(kind: Kind, { id, name, description, smart }: Group, count: number): Row {
  if (kind === "mobile") {
    return { groupId: id, groupName: name, groupDescription: description, siteId: "-1", count };
  }
  return smart
    ? { id, name, description, siteId: "-1", membershipCount: count }
    : { id, name, description, siteId: "-1", count };
}

function everyGroup(context: Context): Row[] {
  return (["computer", "mobile"] as const).flatMap((kind) =>
    (kind === "computer" ? computerGroups : mobileGroups).map((group) => ({
      groupPlatformId: `00000000-0000-4000-8000-0000000000${kind === "computer" ? "c" : "d"}${group.id}`,
      groupJamfProId: group.id,
      groupName: group.name,
      groupDescription: group.description,
      groupType: kind === "computer" ? "COMPUTER" : "MOBILE",
      smart: group.smart,
      membershipCount: membersOf(context, kind, group).length,
    })),
  );
}

export const catalogHandlers = {
  listApiRolePrivileges: () =>
    json({ privileges: [...new Set(Object.keys(operationSchemas).flatMap(privilegesOf))] }),
  getJamfProVersion: (_call, { options }) =>
    json({ version: `${options.version ?? "11.30.1"}-t1784555528405` }),
  listSites: (_call, { state }) => whole(everyRow(state.sites)),
  listDepartments: listed(departments),
  listBuildings: listed(buildings),
  listComputerGroups: () =>
    whole(computerGroups.map(({ smart, ...group }) => ({ ...group, smartGroup: smart }))),
  listMobileDeviceGroups: () =>
    whole(mobileGroups.map(({ id, smart, ...group }) => ({ ...group, id: Number(id), isSmartGroup: smart }))),
  listStaticComputerGroups: summaries("computer", false),
  listSmartComputerGroups: summaries("computer", true),
  listStaticMobileDeviceGroups: summaries("mobile", false),
  listSmartMobileDeviceGroups: summaries("mobile", true),
  getSmartComputerGroupMembers(call, context) {
    const group = computerGroups.find(({ id, smart }) => smart && id === pathOf(call));
    if (group === undefined) return notFound(call, context, "Group does not exist");
    return json({ members: membersOf(context, "computer", group) });
  },
  listGroups: (call, context) =>
    listOf(call, context, {
      source: sourceOf(everyGroup(context)),
      fields: {
        groupName: "groupName",
        groupType: "groupType",
        isSmart: "smart",
        groupDescription: "groupDescription",
      },
      idField: "groupPlatformId",
      sort: "groupName:asc",
    }),
  listComputerExtensionAttributes: listed(
    computerFields.map(({ id, name, dataType, section }) => ({
      id,
      name,
      dataType,
      inventoryDisplayType:
        section === "extensionAttributes" ? "EXTENSION_ATTRIBUTES" : section.toUpperCase(),
      inputType: "TEXT",
      enabled: true,
    })),
  ),
  listMobileDeviceExtensionAttributes: listed(
    mobileFields.map(({ id, name, type, display }) => ({
      id,
      name,
      dataType: type,
      inventoryDisplayType: display,
      inputType: "TEXT",
    })),
  ),
} satisfies Handlers;
