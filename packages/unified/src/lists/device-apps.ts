import { NotFoundError } from "@mdmkit/runtime";
import type { AppFilters } from "../contract/model.ts";

/** Whether a filter of apps is the id of a device, and nothing else: where the vendor lists apps by device. */
export function isDeviceId(device: NonNullable<AppFilters["device"]>): boolean {
  return Object.keys(device).join() === "id" && typeof device.id === "string" && device.id !== "";
}

/** The result of a read, or `gone` if its record is not there any more: a deleted device has no apps. */
export async function unlessGone<Result>(read: () => Promise<Result>): Promise<Result | undefined>;
export async function unlessGone<Result>(read: () => Promise<Result>, gone: Result): Promise<Result>;
export async function unlessGone<Result>(
  read: () => Promise<Result>,
  gone?: Result,
): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotFoundError) return gone;
    throw error;
  }
}
