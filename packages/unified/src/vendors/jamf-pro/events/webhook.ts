import { type EventHint, eventFields, eventHint, eventId, eventList } from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";

/**
 * Events after which the record of a device may differ. Check-ins, finished policies and pushes change nothing that a record has, and
 * each computer checks in every quarter of an hour.
 */
const DEVICE_EVENTS: Readonly<Record<string, DeviceKind>> = {
  ComputerAdded: "computer",
  ComputerInventoryCompleted: "computer",
  ComputerPushCapabilityChanged: "computer",
  MobileDeviceEnrolled: "mobile",
  MobileDeviceUnEnrolled: "mobile",
  MobileDeviceUnenrolled: "mobile", // the vendor writes both
  MobileDeviceInventoryCompleted: "mobile",
  MobileDeviceCommandCompleted: "mobile",
};

const GROUP_EVENTS: Readonly<Record<string, DeviceKind>> = {
  SmartGroupComputerMembershipChange: "computer",
  SmartGroupMobileDeviceMembershipChange: "mobile",
};

/** The records that an event of a webhook with the content type JSON names. */
export function parse(body: unknown): EventHint[] {
  const { webhook: head, event } = eventFields(body);
  const { webhookEvent: name } = eventFields(head);
  const fields = eventFields(event);
  if (typeof name !== "string") return [];
  if (Object.hasOwn(DEVICE_EVENTS, name)) return [changed("devices", DEVICE_EVENTS[name], fields.jssID)];
  if (!Object.hasOwn(GROUP_EVENTS, name)) return [];
  const kind = GROUP_EVENTS[name];
  const members = [...eventList(fields.groupAddedDevicesIds), ...eventList(fields.groupRemovedDevicesIds)];
  return [changed("groups", kind, fields.jssid), ...members.map((id) => changed("devices", kind, id))];
}

function changed(resource: EventHint["resource"], kind: DeviceKind | undefined, id: unknown): EventHint {
  const own = eventId(id);
  return eventHint(resource, own && `${kind}-${own}`);
}
