import type { DeviceKind } from "../api/device-id.ts";
import { invalidCursor } from "../api/errors.ts";
import { decodeKinds, encodeKinds } from "./dated-devices.ts";

/** Where a walk over computers, and then mobile devices, stands: the next page, and how many the other kind has. */
export type DevicePosition = {
  kind: DeviceKind;
  page: number;
  size: number;
  others: number | undefined;
  /** Kinds that are filtered by date. */
  dated: readonly DeviceKind[];
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
