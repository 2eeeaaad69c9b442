import { noCursor } from "./list-position.ts";

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
  /** The last app given of this page, or else the last device of the page before: what shows that the list shifted. */
  after: string;
};

export function encodeAppPosition({ source, page, size, at, total, after }: AppPosition): string {
  return [source, page, size, at, total ?? "-", after].join(":");
}

export function decodeAppPosition(cursor: string): AppPosition {
  const [, source, page, size, at, total, after] =
    /^(computer|mobile|managed):(\d{1,9}):([1-9]\d{0,3}):(\d{1,9}):(\d{1,9}|-):(.*)$/s.exec(cursor) ?? [];
  if (after === undefined) throw noCursor();
  return {
    source: source === "mobile" || source === "managed" ? source : "computer",
    page: Number(page),
    size: Number(size),
    at: Number(at),
    total: total === "-" ? undefined : Number(total),
    after,
  };
}
