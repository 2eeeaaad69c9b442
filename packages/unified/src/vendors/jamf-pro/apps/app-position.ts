import type { DeviceKind } from "../api/device-id.ts";
import { invalidCursor } from "../api/errors.ts";
import { decodeKinds, encodeKinds } from "../devices/dated-devices.ts";

/** Where apps are read from, in this order. */
export type AppSource = "computer" | "mobile" | "managed";

/** Where a walk over apps stands: a page of devices, and the place among the apps of that page. */
export type AppPosition = {
  source: AppSource;
  page: number;
  /** Devices per page. */
  size: number;
  /** How many apps of the page were given already. */
  at: number;
  /** How many devices there were in all, once that is known. */
  total: number | undefined;
  /** Kinds of devices that are filtered by date. */
  dated: readonly DeviceKind[];
  /** The last app given of this page, or else the last device of the page before: what shows that the list shifted. */
  after: string;
};

export function encodeAppPosition({ source, page, size, at, total, dated, after }: AppPosition): string {
  return [source, page, size, at, total ?? "-", encodeKinds(dated), after].join(":");
}

export function decodeAppPosition(cursor: string): AppPosition {
  const [, source, page, size, at, total, dated, after] =
    /^(computer|mobile|managed):(\d{1,9}):([1-9]\d{0,3}):(\d{1,9}):(\d{1,9}|-):(c?m?):(.*)$/s.exec(cursor) ??
    [];
  if (dated === undefined || after === undefined) throw invalidCursor("apps.list");
  return {
    source: source === "mobile" || source === "managed" ? source : "computer",
    page: Number(page),
    size: Number(size),
    at: Number(at),
    total: total === "-" ? undefined : Number(total),
    dated: decodeKinds(dated),
    after,
  };
}
