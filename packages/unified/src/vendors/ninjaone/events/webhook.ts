import { type EventHint, eventFields, eventHint, eventId } from "@mdmkit/unified/vendor";

/** After these a record may differ. Services, ports, processes, logins and software change nothing that it has. */
const DEVICE_STATUS = [
  /^(NODE|MOBILE_DEVICE|MDM|ADAPTER|CPU|MEMORY|DISK_DRIVE|DISK_VOLUME|BITLOCKER|FILEVAULT)_/,
  /^(SYSTEM_REBOOTED|SOFTWARE_OS_UPDATED|PATCH_MANAGEMENT_(INSTALLED|APPLY_PATCH_COMPLETED))$/,
  /^(GRAVITYZONE|BITDEFENDER|SENTINEL_ONE|CROWDSTRIKE|WEBROOT|VIPREAV)_\w*(INSTALLED|INSTALLATION_SUCCEEDED|ENABLED|DISABLED)$/,
];
/** Activities about something else than a device do not say which one it was. Documents and checklists of a client are left out. */
const LISTS = [
  [/^(CLIENT|LOCATION)_(CREATED|UPDATED|DELETED)$/, "organizations"],
  [/^(APP|END)_USER_(CREATED|UPDATED|DELETED)(_API)?$/, "users"],
  [/^DEVICE_GROUP_(CREATED|UPDATED|DELETED)$/, "groups"],
] as const;

/** What an activity is about, sent by the vendor or read from its log. Pure and total. */
export function parse(activity: unknown): EventHint[] {
  const { statusCode, deviceId } = eventFields(activity);
  if (typeof statusCode !== "string") return [];
  const id = eventId(deviceId);
  if (id !== null && DEVICE_STATUS.some((status) => status.test(statusCode)))
    return [eventHint("devices", id, statusCode === "NODE_DELETED")];
  const lists = LISTS.filter(([status]) => status.test(statusCode));
  return lists.map(([, resource]) => eventHint(resource, null, /_DELETED(_API)?$/.test(statusCode)));
}
