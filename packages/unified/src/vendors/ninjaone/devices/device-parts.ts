import type { ApprovalStatus, User, Volume } from "@mdmkit/ninjaone";
import {
  count,
  type Device,
  type Drift,
  type EnrollmentStatus,
  fieldsOf,
  idText,
  list,
  lookup,
  maybeList,
  number,
  primaryEmail,
  refTo,
  tagsNamed,
  text,
} from "@mdmkit/unified/vendor";
import type { NinjaOneDeviceRecord } from "../api/record.ts";
import { isWindows } from "./platform.ts";

type Approval = NonNullable<Device["approval_status"]>;

/** A decommissioned device was approved once; a staged one waits for its agent. */
export const APPROVAL: Record<ApprovalStatus, Approval> = {
  APPROVED: "approved",
  PENDING: "pending",
  STAGED: "pending",
  DECOMMISSIONED: "unknown",
};

export const ENROLLMENT: Record<ApprovalStatus, EnrollmentStatus> = {
  APPROVED: "enrolled",
  PENDING: "pending",
  STAGED: "pending",
  DECOMMISSIONED: "removed",
};

type MaintenanceStatus = NonNullable<NonNullable<NinjaOneDeviceRecord["maintenance"]>["status"]>;

const MAINTENANCE: Record<MaintenanceStatus, NonNullable<Device["maintenance_status"]>> = {
  PENDING: "pending",
  IN_MAINTENANCE: "active",
  FAILED: "unknown",
};

/** A device without a window is not in maintenance. Every device has an approval status; a record without one says nothing. */
export function maintenanceStatus(
  { maintenance, approvalStatus }: NinjaOneDeviceRecord,
  drift?: Drift,
): Device["maintenance_status"] {
  if (!maintenance) return approvalStatus === undefined ? undefined : "none";
  return lookup(MAINTENANCE, maintenance.status, "unknown", drift);
}

/** A device that names no owner has none. What is expanded for another person than it names says nothing of its owner. */
export function ownerOf(device: NinjaOneDeviceRecord, drift?: Drift): Device["owner"] {
  const { assignedOwnerUid, approvalStatus, references } = device;
  const own = text(device.assignedOwnerUid, drift);
  const expanded: User = references?.assignedOwner ?? {};
  const id = own ?? text(expanded.uid, drift) ?? own;
  if (id == null) return assignedOwnerUid === undefined && approvalStatus !== undefined ? null : id;
  const user: User = (expanded.uid ?? id) === id ? expanded : {};
  return {
    id,
    name: nameOf(user, drift),
    emails: primaryEmail(text(user.email, drift)),
  };
}

/** First and last name; either may be missing. */
export function nameOf(user: User, drift?: Drift): string | undefined {
  const first = text(user.firstName, drift);
  const last = text(user.lastName, drift);
  return first && last ? `${first} ${last}` : (first ?? last ?? undefined);
}

export function organizationOf(device: NinjaOneDeviceRecord, drift?: Drift): Device["organization"] {
  return refTo(idText(device.organizationId, drift), text(device.references?.organization?.name, drift));
}

/** The policy of the device itself, or else that of its role. */
export function policyOf(device: NinjaOneDeviceRecord, drift?: Drift): Device["policy"] {
  const own = idText(device.policyId, drift);
  if (own) return { id: own, name: text(device.references?.policy?.name, drift) };
  return refTo(idText(device.rolePolicyId, drift), text(device.references?.rolePolicy?.name, drift));
}

/** A device has the names of its tags; the name is the id, too. */
export function tagsOf(device: NinjaOneDeviceRecord, drift?: Drift): Device["tags"] {
  return tagsNamed(maybeList(device.tags, drift), drift);
}

/** Notes have no ids; their order is all there is. */
export function notesOf(device: NinjaOneDeviceRecord, drift?: Drift): Device["notes"] {
  return maybeList(device.notes, drift)?.map((note, index) => ({
    id: String(index),
    content: text(note.text, drift),
    title: undefined,
    owner: undefined,
  }));
}

/** Values by name. A device without any has no row in the report, which says nothing. */
export function customFieldsOf({ customFields }: NinjaOneDeviceRecord): Device["custom_fields"] {
  const entries = Object.entries(customFields ?? {});
  return entries.length > 0 ? fieldsOf(entries) : undefined;
}

/** Windows has the name of its version; other systems have the number in their names. Phones have neither. */
export function osVersionOf(device: NinjaOneDeviceRecord, drift?: Drift): string | null | undefined {
  const release = text(device.os?.releaseId, drift);
  if (release) return release;
  if (isWindows(device)) return undefined;
  const name = text(device.os?.name, drift);
  return /\d+(\.\d+)+/.exec(name ?? "")?.[0] ?? text(device.version, drift);
}

/** `1.0` for the first service pack; absent where there is none. */
export function servicePackOf(device: NinjaOneDeviceRecord, drift?: Drift): string | undefined {
  const major = number(device.os?.servicePackMajorVersion, drift);
  const minor = number(device.os?.servicePackMinorVersion, drift);
  return major ? `${major}.${minor ?? 0}` : undefined;
}

/** The volume that the system is on. */
export function systemVolumeOf(volumes: readonly Volume[] | undefined, drift?: Drift): Volume | undefined {
  return list(volumes, drift).find(
    (volume) => /^C:?\\?$/i.test(text(volume.driveLetter, drift) ?? "") || text(volume.name, drift) === "/",
  );
}

/** Cores of all processors, or those of a machine that is known through a hypervisor. */
export function cpuCoresOf(device: NinjaOneDeviceRecord, drift?: Drift): number | undefined {
  const cores = list(device.processors, drift).map((processor) => count(processor.numCores, drift));
  const sum = cores.reduce<number>((total, each) => total + (each ?? 0), 0);
  const own = count(device.cpuCores, drift);
  return (Number.isSafeInteger(sum) && sum) || own || undefined;
}
