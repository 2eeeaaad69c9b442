import type { Kind } from "../api/device-id.ts";
import { invalidCursor } from "../api/errors.ts";
import { decodeKinds, encodeKinds } from "./dated-devices.ts";

/** Where a walk over computers, and then mobile devices, stands: the next page, and how many the other kind has. */
export type DevicePosition = {
  kind: Kind;
  page: number;
  size: number;
  others: number | undefined;
  /** Kinds that are filtered by date. */
  dated: readonly Kind[];
};

/** The page size goes along, because page numbers mean nothing without it. */
export function encodePosition({ kind, page, size, others, dated }: DevicePosition): string {
  return [kind, page, size, others ?? "-", encodeKinds(dated)].join(":");
}

export function decodePosition(cursor: string): DevicePosition {
  const [, kind, page, size, others, dated] =
    /^(computer|mobile):(\d{1,9}):(\d{1,4}):(\d{1,9}|-):(c?m?)$/.exec(cursor) ?? [];
  if (dated === undefined || Number(size) === 0) throw invalidCursor("devices.list");
  return {
    kind: kind === "mobile" ? "mobile" : "computer",
    page: Number(page),
    size: Number(size),
    others: others === "-" ? undefined : Number(others),
    dated: decodeKinds(dated),
  };
}

export type UserPosition = { page: number; size: number };

export function encodeUserPosition({ page, size }: UserPosition): string {
  return `${page}:${size}`;
}

export function decodeUserPosition(cursor: string): UserPosition {
  const [, page, size] = /^(\d{1,9}):(\d{1,4})$/.exec(cursor) ?? [];
  if (size === undefined || Number(size) === 0) throw invalidCursor("users.list");
  return { page: Number(page), size: Number(size) };
}

/** Whether a page is the last: by the total where there is one, else by its length. */
export function isLastPage(
  { page, size }: UserPosition,
  { items, total }: { items: readonly unknown[]; total: number | undefined },
): boolean {
  if (items.length === 0) return true;
  return total === undefined ? items.length < size : (page + 1) * size >= total;
}
