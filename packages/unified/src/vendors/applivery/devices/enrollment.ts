import type { AppliverySchemas, WindowsDeviceState } from "@mdmkit/applivery";
import { type Drift, type EnrollmentStatus, lookup, text } from "@mdmkit/unified/vendor";
import { type AppliveryDeviceRecord, devicePlatformOf, recordOf } from "../api/record.ts";

type AndroidState = NonNullable<AppliverySchemas["EmmDeviceUpdate"]["state"]>;

const WINDOWS_STATES: Record<WindowsDeviceState, EnrollmentStatus> = {
  PROVISIONING: "pending",
  ACTIVE: "enrolled",
  DELETED: "removed",
  DELETE_REQUESTED: "removed",
  UNKNOWN: "unknown",
};

/** What can be written; a disabled device is managed all the same. */
const ANDROID_STATES: Record<AndroidState, EnrollmentStatus> = { ACTIVE: "enrolled", DISABLED: "enrolled" };

/** Only Windows' states are documented. Elsewhere a word that says nothing else is taken at its word. */
export function enrollmentStatus(
  device: AppliveryDeviceRecord,
  drift?: Drift,
): EnrollmentStatus | null | undefined {
  const record = recordOf(device);
  const isWindows = devicePlatformOf(device) === "windows";
  if (text(record?.subType ?? device.subType, drift) === "enrollment") return "pending";
  const state = text(record?.state, drift) ?? text(device.state, drift);
  if (state == null) return state;
  if (isWindows) return lookup<string, EnrollmentStatus>(WINDOWS_STATES, state, "unknown", drift);
  const word = state.toUpperCase();
  return word === "ENROLLED" ? "enrolled" : (statusOf(word) ?? "unknown");
}

function statusOf(word: string): EnrollmentStatus | undefined {
  const known: Readonly<Record<string, EnrollmentStatus>> = ANDROID_STATES;
  return Object.hasOwn(known, word) ? known[word] : undefined;
}

const MANAGED: Record<EnrollmentStatus, boolean | undefined> = {
  enrolled: true,
  removed: false,
  pending: undefined,
  missing: undefined,
  unknown: undefined,
};

/** Whether a management profile is on it: what `state` says, and nothing where that is open. */
export function isManaged(status: EnrollmentStatus | null | undefined): boolean | undefined {
  return status ? MANAGED[status] : undefined;
}
