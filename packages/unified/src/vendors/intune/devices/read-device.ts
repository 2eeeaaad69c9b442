import type { DirectoryObject, ManagedDevice } from "@mdmkit/intune";
import {
  createSupportingReads,
  type Device,
  type GetRequest,
  isUuid,
  rowsByKey,
  text,
  type Unreadable,
} from "@mdmkit/unified/vendor";
import { notFound, recordIn, rowsIn } from "../api/errors.ts";
import type { IntuneDeviceRecord } from "../api/record.ts";
import type { IntuneReadApi } from "../generated/api/client.ts";
import type { Tenant } from "../organizations/organizations.ts";
import { platformOf } from "./platform.ts";

/** Lists lack them, and so does a single device that is read without selecting them. */
const DETAILS =
  "id,udid,iccid,ethernetMacAddress,notes,physicalMemoryInBytes,chassisType,lostModeState,hardwareInformation";

const DETAIL_FIELDS = [
  "dns_name",
  "iccids",
  "ip_addresses",
  "lost_mode",
  "mac_addresses",
  "memory_bytes",
  "notes",
  "os_build",
  "udid",
] as const satisfies readonly (keyof Device)[];

/** In lists only devices that a connected partner reports on have the first two. */
const DEFENDER_FIELDS = ["edr_installed", "edr_status", "last_scan_at"] as const;

/** Lists have the owner of all devices but those for which the service leaves the user blank. */
export const GET_ONLY = [...DETAIL_FIELDS, ...DEFENDER_FIELDS, "owner", "tags"] as const;

/** The device itself, its details, its groups, on Windows what Defender reports, and its user; the tenant is read once. */
export const GET_REQUESTS = 5;

export async function readDevice(
  client: IntuneReadApi,
  managedDeviceId: string,
  request: GetRequest,
  tenant: Tenant,
): Promise<IntuneDeviceRecord> {
  const { detail, hydrates, primary, signal } = request;
  if (!isUuid(managedDeviceId)) throw notFound("getManagedDevice", "device not found: device ids are GUIDs.");
  const path = { managedDeviceId };
  const device = recordIn(await client.getManagedDevice({ path }, primary), "getManagedDevice");
  if (detail === "identity") return device;
  const reads = createSupportingReads("get", request);
  if (!hydrates) tenant.forgive();
  const isWindows = platformOf(device, undefined) === "windows";
  const [details, windowsProtectionState, users, groups, organization] = await Promise.all([
    reads.read("getManagedDeviceDetails", [...DETAIL_FIELDS, "type"], () =>
      client.getManagedDeviceDetails({ path, query: { $select: DETAILS } }, { signal }),
    ),
    isWindows
      ? reads.read("getWindowsProtectionState", DEFENDER_FIELDS, () =>
          client.getWindowsProtectionState({ path }, { signal }),
        )
      : undefined,
    namesUser(device)
      ? undefined
      : reads.read("listManagedDeviceUsers", ["owner"], async () => {
          const response = await client.listManagedDeviceUsers(
            { path, query: { $select: USER } },
            { signal },
          );
          return rowsIn(response?.value, "listManagedDeviceUsers");
        }),
    reads.read("listDeviceMemberships", ["tags"], (unreadable) =>
      readGroups(client, device, { signal, unreadable }),
    ),
    reads.read("listOrganizations", ["organization"], () => tenant.get({ signal })),
  ]);
  return {
    ...device,
    ...(details && { details }),
    ...(windowsProtectionState && { windowsProtectionState }),
    ...(users && { users }),
    ...(groups && { groups }),
    ...(organization && { organization }),
  };
}

const USER = "id,displayName,mail,userPrincipalName";

/** The service may leave the user of a device blank although it has one. */
function namesUser({ userId, emailAddress, userPrincipalName }: ManagedDevice): boolean {
  return Boolean(text(userId) || text(emailAddress) || text(userPrincipalName));
}

export const NO_DEVICE_ID = "00000000-0000-0000-0000-000000000000";
const GROUP = "#microsoft.graph.group";

/** Whether the directory knows the device, too. */
export function isInDirectory({ azureADDeviceId }: Pick<ManagedDevice, "azureADDeviceId">): boolean {
  return azureADDeviceId !== NO_DEVICE_ID;
}

/** Groups that the device's object in the directory is in; a device without one is in no group. */
async function readGroups(
  client: IntuneReadApi,
  { azureADDeviceId }: ManagedDevice,
  { signal, unreadable }: { signal?: AbortSignal | undefined; unreadable: Unreadable },
): Promise<DirectoryObject[]> {
  const deviceId = text(azureADDeviceId);
  if (!deviceId || !isInDirectory({ azureADDeviceId })) return [];
  const query = { $select: "id,displayName" };
  const input = { path: { deviceId }, query };
  const memberships = client.paginate("listDeviceMemberships", input, { signal, incomplete: "report" });
  const found = await rowsByKey(memberships, ({ id }) => text(id), unreadable);
  return [...found.values()].filter((membership) => (membership["@odata.type"] ?? GROUP) === GROUP);
}
