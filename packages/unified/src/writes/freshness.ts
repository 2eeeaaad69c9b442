import { ConfirmationError, InvalidInputError } from "@mdmkit/runtime";
import type { DeviceContract } from "../contract/device-contract.ts";
import type { Device } from "../contract/model.ts";
import { createRecordReader } from "../records/record.ts";

/** Fields that identify the owner and the enrollment of a device. */
const DECISIVE = {
  owner: ({ owner }) => owner && (owner.id ?? owner.emails?.[0]?.email ?? owner.name ?? NOBODY_KNOWN),
  enrollment_status: ({ enrollment_status }) => enrollment_status,
  first_enrolled_at: ({ first_enrolled_at }) => first_enrolled_at,
  last_enrolled_at: ({ last_enrolled_at }) => last_enrolled_at,
} satisfies Partial<Record<keyof Device, (device: Partial<Device>) => string | null | undefined>>;

/** An owner without any property; it differs from null, which means no owner. */
const NOBODY_KNOWN = "?";

/** The names of these fields. */
export const DECISIVE_FIELDS: readonly string[] = Object.keys(DECISIVE);

/** Whether a record has one of these fields, so that a later one can be compared with it. */
export function isDecided(device: Partial<Device>): boolean {
  return Object.values(DECISIVE).some((factOf) => factOf(device) !== undefined);
}

/** The device as callers see it, with fields that `extend` computes. */
export function readFresh(devices: DeviceContract, raw: object): Device {
  return createRecordReader(devices, { from: "get", remoteData: false })(raw);
}

/**
 * Throws when the owner or enrollment of a device differs from what the caller read before. Fields absent from the earlier
 * record are not compared; fields absent only now count as changed.
 */
export function assertUnchanged(
  origin: { vendor: string; operation: string },
  now: Device,
  before: Partial<Device>,
): void {
  const facts = { ...origin, outcome: "not-sent" } as const;
  if (before.id !== undefined && before.id !== now.id) {
    throw new ConfirmationError("`ifUnchanged` is the record of another device.", facts);
  }
  const known = Object.entries(DECISIVE).filter(([, factOf]) => factOf(before) !== undefined);
  if (known.length === 0) {
    const names = DECISIVE_FIELDS.join(", ");
    throw new InvalidInputError(`\`ifUnchanged\` has none of ${names}.`, {
      ...facts,
      advice: "Pass a device as it was read.",
    });
  }
  const changed = known.filter(([, factOf]) => factOf(before) !== factOf(now)).map(([name]) => name);
  if (changed.length === 0) return;
  throw new ConfirmationError(`${changed.join(" and ")} changed since the device was read.`, {
    ...facts,
    advice: "Read it again and decide again.",
  });
}
