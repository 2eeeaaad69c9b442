import type { DeviceDetails } from "@mdmkit/iru";
import {
  bytes,
  type Device,
  type Drift,
  flag,
  isRecord,
  list,
  lookup,
  maybeList,
  primaryEmail,
  refTo,
  tagsNamed,
  text,
} from "@mdmkit/unified/vendor";
import type { IruDeviceRecord } from "../api/record.ts";

/** The vendor's own states, most final first. */
export function enrollmentStatus(device: IruDeviceRecord, drift?: Drift): Device["enrollment_status"] {
  const isRemoved = flag(device.is_removed, drift);
  const isMissing = flag(device.is_missing, drift);
  const isManaged = flag(device.mdm_enabled, drift);
  if (isRemoved) return "removed";
  if (isMissing) return "missing";
  if (isManaged) return "enrolled";
  return isManaged === false ? "unknown" : undefined;
}

/** Blank text stands for a missing user. Ids were numbers once. */
export function ownerOf({ user }: IruDeviceRecord, drift?: Drift): Device["owner"] {
  if (!isRecord(user)) return user === undefined ? undefined : null;
  const id = typeof user.id === "number" ? String(user.id) : text(user.id, drift);
  if (!id) return undefined;
  return {
    id,
    name: text(user.name, drift),
    emails: primaryEmail(text(user.email, drift)),
  };
}

export function policyOf(device: IruDeviceRecord, drift?: Drift): Device["policy"] {
  return refTo(text(device.blueprint_id, drift), text(device.blueprint_name, drift));
}

/** A device has the names of its tags; their ids are not always known, so the name is the id, too. */
export function tagsOf(device: IruDeviceRecord, drift?: Drift): Device["tags"] {
  return tagsNamed(maybeList(device.tags, drift), drift);
}

/** Notes have no titles, and only the name of who wrote them. */
export function notesOf(device: IruDeviceRecord, drift?: Drift): Device["notes"] {
  return maybeList(device.notes, drift)?.map((note) => ({
    id: text(note.note_id, drift) ?? "",
    content: text(note.content, drift),
    title: undefined,
    owner: undefined,
  }));
}

const LOST_MODE: Readonly<Record<string, NonNullable<Device["lost_mode"]>>> = {
  ENABLED: "enabled",
  DISABLED: "disabled",
};

/** Words besides these two are not documented. */
export function lostMode(device: IruDeviceRecord, drift?: Drift): Device["lost_mode"] {
  const own = text(device.lost_mode_status, drift);
  if (own) return lookup(LOST_MODE, own, "unknown", drift);
  const detailed = text(device.details?.lost_mode?.lost_mode_status, drift);
  return detailed ? lookup(LOST_MODE, detailed, "unknown", drift) : undefined;
}

const WORDS: Readonly<Record<string, boolean>> = { True: true, False: false };

/** A boolean that comes as a word. */
export function saidFlag(value: string | undefined, drift?: Drift): boolean | undefined {
  return lookup(WORDS, text(value, drift), undefined, drift) ?? undefined;
}

/** On, by the device or by its user; off only if it is known of both: one says nothing of the other. */
export function activationLock(device: IruDeviceRecord, drift?: Drift): boolean | undefined {
  const byDevice =
    flag(device.details?.activation_lock?.device_activation_lock_enabled, drift) ??
    flag(device.activationLock?.device_activation_lock_enabled, drift);
  const byUser =
    flag(device.details?.activation_lock?.user_activation_lock_enabled, drift) ??
    flag(device.activationLock?.user_activation_lock_enabled, drift);
  if (byDevice || byUser) return true;
  return byDevice === false && byUser === false ? false : undefined;
}

type Volume = NonNullable<DeviceDetails["volumes"]>[number];

/** The volume of people's data, which shares the disk with the system's; that of an iPad is the only one. */
export function dataVolumeOf(device: IruDeviceRecord, drift?: Drift): Volume | undefined {
  const volumes = list(device.details?.volumes, drift);
  if (volumes.length === 1) return volumes[0];
  const boot = text(device.details?.general?.boot_volume, drift);
  if (!boot) return undefined;
  return (
    volumes.find((volume) => text(volume.name, drift) === `${boot} - Data`) ??
    volumes.find((volume) => text(volume.name, drift) === boot)
  );
}

const UNITS: Readonly<Record<string, number>> = { KB: 1, MB: 2, GB: 3, TB: 4 };

/** A size as text, `460.43 GB` or `16 GB LPDDR5`, whose units are of 1024. None is 0: that one was not measured. */
export function sizeIn(value: string | undefined, drift?: Drift): number | null | undefined {
  const written = text(value, drift);
  if (!written) return undefined;
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?) ?([KMGT]B)\b/.exec(written) ?? [];
  return amount === undefined ? undefined : bytes(amount, 1024 ** (UNITS[unit] ?? 0), drift) || undefined;
}

/** The build in `14.5 (23F79)`. */
export function buildIn(version: string | null | undefined): string | undefined {
  return /\(([0-9A-Za-z]+)\)$/.exec(version ?? "")?.[1];
}
