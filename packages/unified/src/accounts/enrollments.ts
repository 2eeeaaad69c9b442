import type { Device } from "../contract/model.ts";

/**
 * Whether records of one account are successive enrollments of one device: all but one were removed, or wait for an enrollment. Where the
 * vendor keeps the record of an earlier enrollment unchanged, also when each was active only before the next was enrolled.
 */
export function areSuccessive(records: readonly Device[], vendorKeepsEnrollments: boolean): boolean {
  const present = records.filter((record) => rankOf(record) === PRESENT).sort(byEnrollment);
  if (present.length <= 1) return true;
  return (
    vendorKeepsEnrollments &&
    present.every((record, index) => {
      const start = enrolledAt(record);
      const earlier = present[index - 1];
      return start !== undefined && (!earlier || (activeAt(earlier) ?? Number.NEGATIVE_INFINITY) <= start);
    })
  );
}

/** Sorts enrollments of one device, the newest first: those present before those that wait, and these before those removed. */
export function newestFirst(one: Device, other: Device): number {
  return rankOf(one) - rankOf(other) || byEnrollment(other, one);
}

function byEnrollment(one: Device, other: Device): number {
  return (
    compare(enrolledAt(one), enrolledAt(other)) ||
    compare(activeAt(one), activeAt(other)) ||
    (one.id < other.id ? -1 : Number(one.id > other.id))
  );
}

/** The unknown comes first. */
function compare(one = Number.NEGATIVE_INFINITY, other = Number.NEGATIVE_INFINITY): number {
  return one < other ? -1 : Number(one > other);
}

const PRESENT = 0;

/** A record that waits for a device is made when it is assigned, beside that of a device that is enrolled already. It had no contact. */
function rankOf(device: Device): number {
  if (device.enrollment_status === "removed") return 2;
  return device.enrollment_status === "pending" && activeAt(device) === undefined ? 1 : PRESENT;
}

/** When the record began. A device can enroll again and keep its record, so the latest enrollment is used only if nothing else is known. */
function enrolledAt({ first_enrolled_at, created_at, last_enrolled_at }: Device): number | undefined {
  return timeOf(first_enrolled_at) ?? timeOf(created_at) ?? timeOf(last_enrolled_at);
}

/** Time of the last contact of the device under this record. */
export function activeAt({ last_activity_at }: Device): number | undefined {
  return timeOf(last_activity_at);
}

function timeOf(text: string | null | undefined): number | undefined {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
