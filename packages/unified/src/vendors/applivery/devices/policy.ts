import type { AppliverySchemas } from "@mdmkit/applivery";
import { type Drift, maybeList, type PolicyRef, text } from "@mdmkit/unified/vendor";
import type { AppliveryDeviceRecord } from "../api/record.ts";

type Policy = AppliverySchemas["Policy"];

/** The device's own policy, else its platform's, else the first assignment; null where the list of assignments is empty. */
export function policyOf(device: AppliveryDeviceRecord, drift?: Drift): PolicyRef | null | undefined {
  const { apple, android, windows, aosp } = device;
  return (
    refOf(apple?.deviceAdmPolicy ?? device.deviceAdmPolicy, drift) ??
    refOf(apple?.admPolicy ?? device.admPolicy, drift) ??
    refOf(android?.deviceEmmPolicy ?? device.deviceEmmPolicy, drift) ??
    refOf(android?.emmPolicy ?? device.emmPolicy, drift) ??
    refOf(windows?.deviceWinPolicy ?? device.deviceWinPolicy, drift) ??
    refOf(windows?.winPolicy ?? device.winPolicy, drift) ??
    refOf(aosp?.deviceAosPolicy ?? device.deviceAosPolicy, drift) ??
    refOf(aosp?.aosPolicy ?? device.aosPolicy, drift) ??
    firstAssigned(device, drift)
  );
}

/** Null where nothing is assigned; undefined where the device does not say. */
function firstAssigned(device: AppliveryDeviceRecord, drift?: Drift): PolicyRef | null | undefined {
  const read = assignmentsOf(device, drift).filter((refs) => refs !== undefined);
  if (read.length === 0) return undefined;
  const refs = read.flat();
  return refs.length === 0 ? null : refs.find((ref) => ref !== undefined);
}

/** The assignments of each platform, the first first; undefined where there is no list of them. */
function assignmentsOf(device: AppliveryDeviceRecord, drift?: Drift) {
  const { apple, android, windows, aosp } = device;
  return [
    maybeList(apple?.admPolicyAssignments ?? device.admPolicyAssignments, drift)?.map((one) =>
      toRef(text(one.admPolicy?.id ?? one.admPolicyId, drift), text(one.admPolicy?.name, drift)),
    ),
    maybeList(android?.emmPolicyAssignments ?? device.emmPolicyAssignments, drift)?.map((one) =>
      toRef(text(one.emmPolicy?.id ?? one.emmPolicyId, drift), text(one.emmPolicy?.name, drift)),
    ),
    maybeList(windows?.winPolicyAssignments ?? device.winPolicyAssignments, drift)?.map((one) =>
      toRef(text(one.winPolicy?.id ?? one.winPolicyId, drift), text(one.winPolicy?.name, drift)),
    ),
    maybeList(aosp?.aosPolicyAssignments ?? device.aosPolicyAssignments, drift)?.map((one) =>
      toRef(text(one.aosPolicy?.id ?? one.aosPolicyId, drift), text(one.aosPolicy?.name, drift)),
    ),
  ];
}

function refOf(policy: Policy | undefined, drift?: Drift): PolicyRef | undefined {
  return toRef(text(policy?.id, drift), text(policy?.name, drift));
}

function toRef(id: PolicyRef["id"], name: PolicyRef["name"]): PolicyRef | undefined {
  return id || name ? { id, name } : undefined;
}
