import { select } from "../../../engine/records/select.ts";
import { asText, type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf, type Call, json } from "../../../engine/request/call.ts";
import { deviceFilter, selected } from "../query/filter.ts";
import { pageOf } from "../query/page.ts";
import type { IntuneState } from "../state.ts";
import { DONE, type Handlers, referredId, refused } from "./handler.ts";

/** What lists have in place of what only a selection fills. */
const EMPTY_IN_LISTS = {
  udid: null,
  iccid: null,
  ethernetMacAddress: null,
  notes: null,
  activationLockBypassCode: null,
  physicalMemoryInBytes: 0,
};

const inList = (row: Row): Row => ({ ...row, ...EMPTY_IN_LISTS, ...blankUser(row) });

/** Of some devices the service leaves the user blank, and only `listManagedDeviceUsers` has it. */
const blankUser = (row: Row): Row => (textOf(row, "id").endsWith("7") ? BLANK_USER : {});
const BLANK_USER = { userId: "", userDisplayName: "", userPrincipalName: "", emailAddress: "" };

/** A single device fills no more unless it is selected, but the address of the wired adapter. */
function single(row: Row, $select: unknown): Row {
  const { ethernetMacAddress } = row;
  if ($select !== undefined) return selected(row, $select);
  return { ...inList(row), udid: "", iccid: "", ethernetMacAddress };
}

function listed({ query }: Call, { devices }: IntuneState) {
  const filter = asText(query.$filter);
  if (filter === undefined) return devices.rows("id");
  return select(devices, { key: `filter ${filter}`, keep: deviceFilter(filter) });
}

export const deviceHandlers = {
  listManagedDevices: (call, state) =>
    pageOf(call, listed(call, state), (row) => selected(inList(row), call.query.$select)),
  listUserManagedDevices: (call, { devices }) =>
    pageOf(
      call,
      devices.all().filter(({ userId }) => userId === call.path.userId),
      inList,
    ),
  getManagedDevice: ({ record, query }) => json(single(record, query.$select)),
  getManagedDeviceDetails: ({ record, id, query }, { details }) =>
    json(single({ ...record, ...details.get(id) }, query.$select)),
  updateManagedDevice: (call, { devices }) =>
    json(single(devices.update(call.id, bodyOf(call)) ?? {}, undefined)),
  listManagedDeviceUsers: ({ record, query }, { users }) => {
    const user = users.get(textOf(record, "userId"));
    return json({ value: user ? [selected(user, query.$select)] : [] });
  },
  getManagedDeviceCategory: ({ record }, { categories }) => {
    const name = textOf(record, "deviceCategoryDisplayName");
    const found = categories.all().find(({ displayName }) => displayName === name);
    return json(found ?? { id: "00000000-0000-0000-0000-000000000000", displayName: name });
  },
  setManagedDeviceCategory(call, { categories, devices }) {
    const category = categories.get(referredId(call));
    if (!category) return refused(call, { status: 404, message: "The category does not exist." });
    devices.update(call.id, { deviceCategoryDisplayName: category.displayName });
    return DONE;
  },
  getWindowsProtectionState(call, { protection }) {
    if (textOf(call.record, "operatingSystem") === "Windows") return json(protection.get(call.id));
    return refused(call, { status: 404, message: "The device has no protection state." });
  },
  getManagedDeviceOverview: (_call, { devices }) => {
    const count = devices.count();
    return json({
      id: "overview",
      enrolledDeviceCount: count,
      mdmEnrolledCount: count,
      dualEnrolledDeviceCount: 0,
    });
  },
} satisfies Handlers;
