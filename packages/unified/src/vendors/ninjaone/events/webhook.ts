import { type EventHint, eventFields, eventId } from "@mdmkit/unified/vendor";

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
    return [{ resource: "devices", id, isGone: statusCode === "NODE_DELETED" }];
  return LISTS.flatMap(([status, resource]) =>
    status.test(statusCode) ? [{ resource, id: null, isGone: statusCode.endsWith("_DELETED") }] : [],
  );
}
