import type { AppliverySchemas } from "@mdmkit/applivery";
import { list, text } from "../../mapping/values.ts";
import type { PolicyRef } from "../../model.ts";
import type { AppliveryDevice } from "./record.ts";

type Policy = AppliverySchemas["Policy"];

/** The device's own policy, else its platform's, else the first assignment; null where the list of assignments is empty. */
export function policyOf(device: AppliveryDevice): PolicyRef | null | undefined {
  const { apple, android, windows, aosp } = device;
  const direct = [
    apple?.deviceAdmPolicy ?? device.deviceAdmPolicy,
    apple?.admPolicy ?? device.admPolicy,
    android?.deviceEmmPolicy ?? device.deviceEmmPolicy,
    android?.emmPolicy ?? device.emmPolicy,
    windows?.deviceWinPolicy ?? device.deviceWinPolicy,
    windows?.winPolicy ?? device.winPolicy,
    aosp?.deviceAosPolicy ?? device.deviceAosPolicy,
    aosp?.aosPolicy ?? device.aosPolicy,
  ];
  const assignments = assignmentsOf(device);
  const found = [...direct, ...(assignments ?? [])].map(refOf).find((ref) => ref !== undefined);
  return found ?? (assignments?.length === 0 ? null : undefined);
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
