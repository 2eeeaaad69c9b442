import type { Row } from "../../../engine/records/values.ts";
import { asRows, asTexts, textOf } from "../../../engine/records/values.ts";
import { bodyOf, json, type ResourceCall } from "../../../engine/request/call.ts";
import { time } from "../render/device.ts";
import type { IntuneState } from "../state.ts";
import { DONE, type Handler, type Handlers, type IntuneOperationId, referredId, refused } from "./handler.ts";

/** Accepts an action. What it returns beyond that stands in the device's results. */
function accept({ id, record, now }: ResourceCall, state: IntuneState, result: Row): void {
  const at = time(now);
  const entry = { actionState: "pending", startDateTime: at, lastUpdatedDateTime: at, ...result };
  const others = asRows(record.deviceActionResults).filter(
    ({ actionName }) => actionName !== result.actionName,
  );
  state.devices.update(id, { deviceActionResults: [...others, entry] });
}

const noted =
  (actionName: string, result: Row = {}): Handler =>
  (call, state) => {
    accept(call, state, { actionName, ...result });
    return DONE;
  };

/** Actions that leave nothing but a result. */
const NOTED = {
  rebootNow: "rebootNow",
  shutDown: "shutDown",
  recoverPasscode: "recoverPasscode",
  locateDevice: "locateDevice",
  bypassActivationLock: "bypassActivationLock",
  cleanWindowsDevice: "cleanWindowsDevice",
  deleteUserFromSharedAppleDevice: "deleteUserFromSharedAppleDevice",
  logoutSharedAppleDeviceActiveUser: "logoutSharedAppleDeviceActiveUser",
  requestRemoteAssistance: "requestRemoteAssistance",
  updateWindowsDeviceAccount: "updateDeviceAccount",
  windowsDefenderScan: "quickScan",
  windowsDefenderUpdateSignatures: "windowsDefenderUpdateSignatures",
  playLostModeSound: "playLostModeSound",
  rotateBitLockerKeys: "rotateBitLockerKeys",
  rotateFileVaultKey: "rotateFileVaultKey",
  rotateLocalAdminPassword: "rotateLocalAdminPassword",
  disableManagedDevice: "disable",
  reenableManagedDevice: "reenable",
  deprovisionManagedDevice: "deprovision",
  initiateOnDemandProactiveRemediation: "initiateOnDemandProactiveRemediation",
} as const satisfies { [Id in IntuneOperationId]?: string };

const lostMode =
  (lostModeState: "enabled" | "disabled"): Handler =>
  (call, state) => {
    accept(call, state, { actionName: lostModeState === "enabled" ? "enableLostMode" : "disableLostMode" });
    state.details.update(call.id, { lostModeState });
    return DONE;
  };

/** The state of management shows it, not the results. */
const managed =
  (managementState: string): Handler =>
  ({ id }, { devices }) => {
    devices.update(id, { managementState });
    return DONE;
  };

function setUser({ id }: ResourceCall, { devices }: IntuneState, user: Row | undefined): void {
  devices.update(id, {
    userId: user?.id ?? "",
    userDisplayName: user?.displayName ?? "",
    userPrincipalName: user?.userPrincipalName ?? "",
    emailAddress: user?.mail ?? "",
  });
}

export const actionHandlers = {
  ...Object.fromEntries(Object.entries(NOTED).map(([operation, name]) => [operation, noted(name)])),
  remoteLock(call, state) {
    const isMac = textOf(call.record, "operatingSystem") === "macOS";
    const pin = isMac
      ? { "@odata.type": "#microsoft.graph.remoteLockActionResult", unlockPin: "000000" }
      : {};
    return noted("remoteLock", pin)(call, state);
  },
  resetPasscode(call, state) {
    const isAndroid = textOf(call.record, "operatingSystem") === "Android";
    const type = "#microsoft.graph.resetPasscodeActionResult";
    const passcode = isAndroid ? { "@odata.type": type, passcode: "made-up-passcode" } : {};
    return noted("resetPasscode", passcode)(call, state);
  },
  wipe(call, state) {
    const isMac = textOf(call.record, "operatingSystem") === "macOS";
    if (bodyOf(call).macOsUnlockCode !== undefined && !isMac)
      return refused(call, { status: 400, message: "macOsUnlockCode is not supported on this platform." });
    return managed("wipePending")(call, state);
  },
  retire: managed("retirePending"),
  syncDevice: () => DONE,
  enableLostMode: lostMode("enabled"),
  disableLostMode: lostMode("disabled"),
  sendCustomNotificationToCompanyPortal: () => DONE,
  setDeviceName(call, state) {
    const { deviceName } = bodyOf(call);
    noted("setDeviceName")(call, state);
    state.devices.update(call.id, { deviceName });
    return DONE;
  },
  addManagedDeviceUser(call, state) {
    const user = state.users.get(referredId(call));
    if (!user) return refused(call, { status: 404, message: "The user does not exist." });
    setUser(call, state, user);
    return DONE;
  },
  removeManagedDeviceUser(call, state) {
    setUser(call, state, undefined);
    return DONE;
  },
  executeManagedDeviceAction(call, { devices }) {
    const ids = asTexts(bodyOf(call).deviceIds);
    const found = ids.filter((id) => devices.get(id));
    return json({
      successfulDeviceIds: found,
      failedDeviceIds: [],
      notFoundDeviceIds: ids.filter((id) => !found.includes(id)),
      notSupportedDeviceIds: [],
    });
  },
} satisfies Handlers & Readonly<Record<string, Handler>>;
