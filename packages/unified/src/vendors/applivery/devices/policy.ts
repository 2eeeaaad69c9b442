import type { AppliverySchemas } from "@mdmkit/applivery";
import type { PolicyRef } from "../../../contract/model.ts";
import { list, text } from "../../../mapping/values.ts";
import type { AppliveryDevice } from "../api/record.ts";

type Policy = AppliverySchemas["Policy"];

/** The device's own policy, else its platform's, else the first assignment; null where the list of assignments is empty. */
export function policyOf(device: AppliveryDevice): PolicyRef | null | undefined {
  const { apple, android, windows, aosp } = device;
  return (
    refOf(apple?.deviceAdmPolicy ?? device.deviceAdmPolicy) ??
    refOf(apple?.admPolicy ?? device.admPolicy) ??
    refOf(android?.deviceEmmPolicy ?? device.deviceEmmPolicy) ??
    refOf(android?.emmPolicy ?? device.emmPolicy) ??
    refOf(windows?.deviceWinPolicy ?? device.deviceWinPolicy) ??
    refOf(windows?.winPolicy ?? device.winPolicy) ??
    refOf(aosp?.deviceAosPolicy ?? device.deviceAosPolicy) ??
    refOf(aosp?.aosPolicy ?? device.aosPolicy) ??
    firstAssigned(assignmentsOf(device))
  );
}

function firstAssigned(assignments: Policy[] | undefined): PolicyRef | null | undefined {
  if (assignments?.length === 0) return null;
  return assignments?.map(refOf).find((ref) => ref !== undefined);
}

/** The assignments of the device's platform, the first first; undefined where it does not say. */
function assignmentsOf(device: AppliveryDevice): Policy[] | undefined {
  const { apple, android, windows, aosp } = device;
  const adm = apple?.admPolicyAssignments ?? device.admPolicyAssignments;
  const emm = android?.emmPolicyAssignments ?? device.emmPolicyAssignments;
  const win = windows?.winPolicyAssignments ?? device.winPolicyAssignments;
  const aos = aosp?.aosPolicyAssignments ?? device.aosPolicyAssignments;
  if (![adm, emm, win, aos].some(Array.isArray)) return undefined;
  return [
    ...list(adm).map(({ admPolicyId, admPolicy }) => ({ id: admPolicyId, ...admPolicy })),
    ...list(emm).map(({ emmPolicyId, emmPolicy }) => ({ id: emmPolicyId, ...emmPolicy })),
    ...list(win).map(({ winPolicyId, winPolicy }) => ({ id: winPolicyId, ...winPolicy })),
    ...list(aos).map(({ aosPolicyId, aosPolicy }) => ({ id: aosPolicyId, ...aosPolicy })),
  ];
}

function refOf(policy: Policy | undefined): PolicyRef | undefined {
  const id = text(policy?.id);
  const name = text(policy?.name);
  return id || name ? { id, name } : undefined;
}
