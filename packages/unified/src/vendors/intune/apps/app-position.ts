import { invalidCursor } from "../api/errors.ts";

/** Where a walk over apps stands: a page of devices, and how many of its apps were given already. */
export type AppPosition = {
  /** Cursor of the page of devices; undefined for the first. */
  devices: string | undefined;
  /** Devices in that page. */
  size: number;
  at: number;
  /** Id of the last app given of this page: what shows that apps came or went. */
  after: string;
};

export function encodeAppPosition({ devices = "", size, at, after }: AppPosition): string {
  return [size, at, after, devices].join("/");
}

export function decodeAppPosition(cursor: string): AppPosition {
  const [, size, at, after = "", devices] = /^([1-9]\d{0,3})\/(\d{1,9})\/([^/]*)\/(.*)$/s.exec(cursor) ?? [];
  if (devices === undefined) throw invalidCursor("apps.list");
  return { devices: devices || undefined, size: Number(size), at: Number(at), after };
}
