import { asRows, isRow, present, type Row, rowOf } from "../../../engine/records/values.ts";
import { bodyOf, empty, json } from "../../../engine/request/call.ts";
import { DEVICE_TYPES, type DeviceType } from "../inventory.ts";
import { mobileDetailFields } from "../query/fields.ts";
import { classicDevice, classicNames } from "../render/classic-devices.ts";
import type { JamfProState } from "../state/state.ts";
import { classicJson } from "./classic.ts";
import { type Handler, type Handlers, notFound } from "./handler.ts";
import { declaredRow, listDeclared, listOf, sourceOf } from "./lists.ts";
import { written } from "./mobile-devices.ts";

const PLATFORM_IDS = { computer: "00000000-0000-4000-8000-c", mobile: "00000000-0000-4000-8000-d" };

/** The groups under all the names that operations have for their properties; each shows those it declares. */
function groupsOf({ groups }: JamfProState, kinds: readonly DeviceType[]): (Row & { kind: DeviceType })[] {
  return kinds.flatMap((kind) =>
    groups[kind].all().map((group) => {
      const { id, smart } = group;
      const count = groups[kind].members(String(id)).length;
      return {
        ...group,
        kind,
        smartGroup: smart,
        isSmartGroup: smart,
        criteria: smart ? asRows(group.criteria) : null,
        groupJamfProId: id,
        groupPlatformId: PLATFORM_IDS[kind] + String(id).padStart(11, "0"),
        groupType: kind === "computer" ? "COMPUTER" : "MOBILE",
        count,
        membershipCount: count,
      };
    }),
  );
}

const list =
  (kinds: readonly DeviceType[], smart?: boolean): Handler =>
  (call, context) => {
    const rows = groupsOf(context.state, kinds).filter((row) => smart === undefined || row.smart === smart);
    return listDeclared(call, context, sourceOf(rows));
  };

/** One group of any kind, by its platform id. */
const withGroup =
  (
    use: (group: Row & { kind: DeviceType }, ...handled: Parameters<Handler>) => ReturnType<Handler>,
  ): Handler =>
  (call, context) => {
    const group = groupsOf(context.state, DEVICE_TYPES).find((row) => row.groupPlatformId === call.path.id);
    return group ? use(group, call, context) : notFound(call, context, "Group does not exist");
  };

/** What is sent of a group; devices go by their platform ids here, which are those of their management. */
function changesIn(body: unknown, kind: DeviceType, { deviceWith }: JamfProState): Row {
  const { groupName, groupDescription, criteria, assignments } = rowOf(body);
  const devices = asRows(assignments).flatMap(({ deviceId, selected }) => {
    const device = deviceWith(String(deviceId));
    return device?.kind === kind ? [{ mobileDeviceId: device.id, selected }] : [];
  });
  const assigned = devices.length > 0 ? devices : undefined;
  return present({ groupName, groupDescription, criteria, assignments: assigned });
}

/** A group of the Classic API, with its members. */
const classicGroup =
  (kind: DeviceType): Handler =>
  (call, { state }) => {
    const { name, smart, criteria } = call.record;
    const members = state.groups[kind].members(call.id).map((device): Row => {
      const own = classicDevice(device);
      return { ...own, mac_address: own.mac_address ?? own.wifi_mac_address };
    });
    const group = {
      id: Number(call.id),
      name,
      is_smart: smart,
      site: { id: -1, name: "None" },
      criteria: asRows(criteria).map(classicNames),
    };
    return kind === "computer"
      ? classicJson(call, { computer_group: { ...group, computers: members } })
      : classicJson(call, { mobile_device_group: { ...group, mobile_devices: members } });
  };

/** Members that a write of the Classic API adds and removes; one unknown device rejects all of them. */
const changeMembers =
  (kind: DeviceType): Handler =>
  (call, context) => {
    const { groups, devicesOf } = context.state;
    const element = kind === "computer" ? "computer" : "mobile_device";
    const body = bodyOf(call);
    const idsIn = (change: string) =>
      asRows(body[`${element}_${change}`]).map(({ id: device }) => String(device));
    const [additions, deletions] = [idsIn("additions"), idsIn("deletions")];
    if ([...additions, ...deletions].some((device) => !devicesOf(kind).get(device)))
      return context.fail(call, { status: 409, message: `Error: Unable to match ${element}` });
    if (call.record.smart === true) return context.fail(call, { status: 409, message: "Error: is_smart" });
    groups[kind].change(call.id, { additions, deletions });
    return written(`${element}_group`, call.id, 201);
  };

/** A row has what the sections of the device have, one of them in another type. */
const listMembers: Handler = (call, context) =>
  listOf(call, context, {
    source: sourceOf(context.state.groups.mobile.members(call.id)),
    fields: mobileDetailFields,
    idField: "mobileDeviceId",
    show(row) {
      const sections = Object.values(row).filter(isRow);
      return declaredRow(call, { ...Object.assign({}, ...sections), ...row, voiceRoamingEnabled: null });
    },
  });

export const groupHandlers = {
  listGroups: list(DEVICE_TYPES),
  getGroup: withGroup((group, call) => json(declaredRow(call, group))),
  updateGroup: withGroup(({ kind, id }, { body }, { state }) => {
    state.groups[kind].update(String(id), changesIn(body, kind, state));
    return empty(204);
  }),
  deleteGroup: withGroup(({ kind, id }, _call, { state }) => {
    state.groups[kind].remove(String(id));
    return empty(204);
  }),
  listComputerGroups: list(["computer"]),
  listStaticComputerGroups: list(["computer"], false),
  listSmartComputerGroups: list(["computer"], true),
  getSmartComputerGroupMembers: ({ id }, { state }) =>
    json({ members: state.groups.computer.members(id).map((device) => Number(device.id)) }),
  findComputerGroupsById: classicGroup("computer"),
  updateComputerGroupById: changeMembers("computer"),
  findMobileDeviceGroupsById: classicGroup("mobile"),
  updateMobileDeviceGroupById: changeMembers("mobile"),
  // One list has numbers for ids.
  listMobileDeviceGroups: (_call, { state }) =>
    json(
      groupsOf(state, ["mobile"]).map(({ id, name, isSmartGroup }) => ({
        id: Number(id),
        name,
        isSmartGroup,
      })),
    ),
  listStaticMobileDeviceGroups: list(["mobile"], false),
  listSmartMobileDeviceGroups: list(["mobile"], true),
  listStaticMobileDeviceGroupMembers: listMembers,
  listSmartMobileDeviceGroupMembers: listMembers,
  listGroupsOfDevice(call, context) {
    const { state } = context;
    const device = state.deviceWith(call.path.id ?? "");
    if (device === undefined) return notFound(call, context);
    const { kind, row } = device;
    const isMember = ({ id }: Row) => state.groups[kind].members(String(id)).includes(row);
    const groups = groupsOf(state, [kind]).filter(isMember);
    return json(groups.map(({ groupPlatformId, name }) => ({ id: groupPlatformId, name })));
  },
} satisfies Handlers;
