import {
  type EventHint,
  eventFields,
  eventHint,
  eventId,
  eventList,
  eventWord,
} from "@mdmkit/unified/vendor";
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
  const deviceKind = eventWord(DEVICE_EVENTS, name);
  if (deviceKind) return [changed("devices", deviceKind, fields.jssID)];
  const kind = eventWord(GROUP_EVENTS, name);
  if (!kind) return [];
  const members = [...eventList(fields.groupAddedDevicesIds), ...eventList(fields.groupRemovedDevicesIds)];
  return [changed("groups", kind, fields.jssid), ...members.map((id) => changed("devices", kind, id))];
}

function changed(resource: EventHint["resource"], kind: DeviceKind, id: unknown): EventHint {
  const own = eventId(id);
  return eventHint(resource, own && `${kind}-${own}`);
}
