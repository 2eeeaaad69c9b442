import { isRecord, type PrimaryCall } from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";
import { invalidResponse } from "../api/errors.ts";
import type { JamfProApi } from "../generated/api/client.ts";

type GroupId = { readonly kind: DeviceKind; readonly id: string };

/** A group of the Classic API, which has members and criteria of all groups in one form; the newer API has three of the four sorts, in two. */
export async function readClassicGroup(
  client: JamfProApi,
  { kind, id }: GroupId,
  call: PrimaryCall | undefined,
) {
  const path = { id: Number(id) };
  if (kind === "computer") {
    const group = (await client.findComputerGroupsById({ path }, call))?.computer_group;
    if (isRecord(group)) return { ...group, members: group.computers };
    throw invalidResponse("findComputerGroupsById", "the response contains no group.");
  }
  const group = (await client.findMobileDeviceGroupsById({ path }, call))?.mobile_device_group;
  if (isRecord(group)) return { ...group, members: group.mobile_devices };
  throw invalidResponse("findMobileDeviceGroupsById", "the response contains no group.");
}
