import type { Row } from "../../../engine/records/values.ts";
import { bodyOf, type VendorResponse } from "../../../engine/request/call.ts";
import { deviceOf } from "../state/state.ts";
import { type Context, type Handler, type Handlers, numbersIn, refuse, success } from "./handler.ts";
import { listedDevice } from "./records.ts";

/** Why a device cannot take an action: a code, null where no code is known, undefined when it can. */
type Objection = (row: Row) => string | null | undefined;

const UNSUPPORTED = "PLATFORM_NOT_SUPPORTED";

const isActive: Objection = ({ registrationState }) => (registrationState === "ACTIVE" ? undefined : null);

/** An active device of one of these platforms. */
const on =
  (...platforms: readonly string[]): Objection =>
  (row) =>
    platforms.includes(String(row.platformType)) ? isActive(row) : UNSUPPORTED;

const supervisedIos: Objection = (row) =>
  on("IOS")(row) ?? (row.supervised === true ? undefined : UNSUPPORTED);
const shared: Objection = (row) => on("IOS")(row) ?? (row.multiUser === true ? undefined : UNSUPPORTED);
const lost: Objection = (row) => on("IOS")(row) ?? (row.lostModeEnabled === true ? undefined : null);
const lockable = on("IOS", "OSX", "ANDROID");

/** The devices that cannot take the action, with the reasons. */
export function viabilityOf(ids: readonly number[], { state }: Context, objection: Objection): Row[] {
  return ids.flatMap((id) => {
    const row = state.devices.get(String(id));
    const code = row && objection(row);
    return row && code !== undefined ? [{ ...listedDevice(row, state), actionExceptionCodes: [code] }] : [];
  });
}

function check(objection: Objection): Handler {
  return (call, context) => {
    const rows = viabilityOf(numbersIn(call.query.ids), context, objection).map(context.masked);
    return success({
      totalCount: rows.length,
      queryTime: 0,
      searchResults: rows,
      offset: 0,
      limit: rows.length,
    });
  };
}

type Effect = {
  name: string;
  objection?: Objection;
  change?: Row;
  counts?: true;
  afterwards?(context: Context, id: string): void;
};

/** Performs an action on devices. An unable device is skipped where devices are counted; elsewhere all fail. */
function perform({ name, objection = isActive, change, counts, afterwards }: Effect): Handler {
  return (call, context): VendorResponse => {
    const { state } = context;
    // The fields of the form may stand in the query.
    const { ids, guids } = { ...call.query, ...bodyOf(call) };
    const named = [...numbersIn(ids).map(String), ...(Array.isArray(guids) ? guids.map(String) : [])];
    if (named.length === 0) return refuse(400, "ids or guids are missing", "ids");
    const rows = named.map((id) => deviceOf(state, id));
    const able = rows.filter((row) => row !== undefined && objection(row) === undefined);
    if (!counts && able.length < rows.length) return success(0);
    for (const row of able) {
      const id = Number(row?.id);
      if (change) state.devices.update(String(id), change);
      state.command(name, id);
      afterwards?.(context, String(id));
    }
    return success(counts ? able.length : 1);
  };
}

const message: Handler = (call, context) => {
  const ids = numbersIn(bodyOf(call).deviceIds);
  const known = ids.filter((id) => isActive(context.state.devices.get(String(id)) ?? {}) === undefined);
  for (const id of known) context.state.command("message", id);
  return success(known.length === ids.length);
};

/** Company-owned Android devices with a work profile. The check counts the eligible ones, unlike all other checks. */
const relinquish: Handler = (call, context) => {
  const { state } = context;
  const eligible = numbersIn(call.query.ids).filter((id) => {
    const row = state.devices.get(String(id));
    return (
      row &&
      on("ANDROID")(row) === undefined &&
      row.ownershipType === "COMPANY" &&
      !state.relinquishing.has(String(id))
    );
  });
  if (call.query.checkViability === true) return success(eligible.length);
  for (const id of eligible) {
    state.relinquishing.add(String(id));
    state.command("relinquish", id);
  }
  return success(eligible.length);
};

const cancelRelinquish: Handler = (call, { state }) =>
  success(numbersIn(call.query.ids).filter((id) => state.relinquishing.delete(String(id))).length);

export const actionHandlers = {
  checkLockViability: check(lockable),
  lockDevices: perform({ name: "lock", objection: lockable }),
  unlockDevices: perform({ name: "unlock" }),
  checkWipeViability: check(isActive),
  wipeDevices: perform({ name: "wipe", change: { registrationState: "WIPE_PENDING" } }),
  checkRetireViability: check(isActive),
  retireDevices: perform({ name: "retire", change: { registrationState: "RETIRE_PENDING" } }),
  restartDevices: perform({ name: "restart", objection: supervisedIos }),
  checkForceCheckinViability: check(isActive),
  forceDeviceCheckin: perform({
    name: "forceCheckin",
    counts: true,
    afterwards: ({ state }, id) => state.checkIn(id),
  }),
  checkOsUpdateViability: check(on("IOS")),
  scheduleOsUpdate: perform({ name: "scheduleOsUpdate", objection: on("IOS") }),
  checkLogoutViability: check(shared),
  logOutDeviceUsers: perform({ name: "logoutUser", objection: shared, counts: true }),
  sendDeviceMessage: message,
  checkEnterKioskModeViability: check(on("ANDROID")),
  enterKioskMode: perform({
    name: "enterKioskMode",
    objection: on("ANDROID"),
    change: { kioskState: "ACTIVE" },
  }),
  exitKioskMode: perform({
    name: "exitKioskMode",
    objection: on("ANDROID"),
    change: { kioskState: "INACTIVE" },
  }),
  enableLostMode: perform({
    name: "enableLostMode",
    objection: on("IOS"),
    change: { lostModeEnabled: true },
  }),
  checkDisableLostModeViability: check(lost),
  disableLostMode: perform({ name: "disableLostMode", objection: lost, change: { lostModeEnabled: false } }),
  syncDeviceCompliance: perform({ name: "syncCompliance", objection: () => undefined }),
  relinquishOwnership: relinquish,
  cancelRelinquishOwnership: cancelRelinquish,
} satisfies Handlers;
