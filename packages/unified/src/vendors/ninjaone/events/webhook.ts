import { type EventHint, eventFields, eventHint, eventId } from "@mdmkit/unified/vendor";

const DEVICE_STATUS = /^(NODE|MOBILE_DEVICE|MDM)_|^SYSTEM_REBOOTED$/;
/** Activities about something else than a device do not say which one it was. */
const LISTS = [
  [/^(CLIENT|LOCATION)_/, "organizations"],
  [/^END_USER_/, "users"],
  [/^DEVICE_GROUP_/, "groups"],
] as const;

/** What an activity is about, sent by the vendor or read from its log. Pure and total. */
export function parse(activity: unknown): EventHint[] {
  const { statusCode, deviceId } = eventFields(activity);
  if (typeof statusCode !== "string") return [];
  const id = eventId(deviceId);
  if (id !== null && DEVICE_STATUS.test(statusCode))
    return [eventHint("devices", id, statusCode === "NODE_DELETED")];
  const lists = LISTS.filter(([status]) => status.test(statusCode));
  return lists.map(([, resource]) => eventHint(resource, null, statusCode.endsWith("_DELETED")));
}
