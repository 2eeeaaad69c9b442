import { type EventHint, eventFields, eventId } from "@mdmkit/unified/vendor";

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
    return [{ resource: "devices", id, isGone: statusCode === "NODE_DELETED" }];
  return LISTS.flatMap(([status, resource]) =>
    status.test(statusCode) ? [{ resource, id: null, isGone: /_DELETED(_API)?$/.test(statusCode) }] : [],
  );
}
