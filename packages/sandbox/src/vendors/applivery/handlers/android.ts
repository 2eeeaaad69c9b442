import { textOf } from "../../../engine/records/values.ts";
import type { InstalledApp } from "../apps.ts";
import { failure } from "../errors.ts";
import { success } from "../query/page.ts";
import { createToken } from "./enrollment.ts";
import type { Handler, Handlers } from "./handler.ts";
import { applicationsOf, move, policiesOf, queue, removeOf, updateOf } from "./platform-devices.ts";

/** Commands for fully managed devices only. */
const FULLY_MANAGED = new Set(["LOCK", "RESET_PASSWORD", "REBOOT"]);

const command: Handler = (call, state) => {
  const type = textOf(call.body, "type");
  const mode = call.record.managementMode;
  const unfit =
    type === "RELINQUISH_OWNERSHIP"
      ? mode === "DEVICE_OWNER"
      : mode === "PROFILE_OWNER" && FULLY_MANAGED.has(type);
  if (unfit) return failure(5209);
  return queue(
    "android",
    () => type,
    (id) => ({ id, type }),
  )(call, state);
};

const app = ({ identifier, name, version, removed }: InstalledApp) => ({
  packageName: identifier,
  versionName: version,
  displayName: name,
  state: removed ? "REMOVED" : "INSTALLED",
});

export const androidHandlers = {
  updateAndroidDevice: updateOf("android"),
  removeAndroidDevice: removeOf("android"),
  moveAndroidDevice: move,
  createAndroidCommand: command,
  getAndroidCommand(call, state) {
    const known = state.commands.find(({ id }) => id === call.path.emmCommandId);
    return known === undefined ? failure(3001) : success({ id: known.id, type: known.name });
  },
  listAndroidDeviceApplications: applicationsOf(app),
  runAndroidDeviceAction: queue(
    "android",
    ({ action }) => `application ${String(action)}`,
    (id) => ({ id }),
  ),
  resetAndroidCertificateReport: () => success({ reset: true, notify: true }),
  listAndroidPolicies: policiesOf("android"),
  createAndroidEnrollmentToken: createToken("android"),
  updateAospDevice: updateOf("aosp"),
  removeAospDevice: (call, state) =>
    call.query.wipeDataFlags === "" ? failure(5209) : removeOf("aosp")(call, state),
  createAospCommand: queue(
    "aosp",
    (body) => textOf(body, "command"),
    (id) => ({ id }),
  ),
  listAospDeviceApplications: applicationsOf(app),
  listAospPolicies: policiesOf("aosp"),
} satisfies Handlers;
