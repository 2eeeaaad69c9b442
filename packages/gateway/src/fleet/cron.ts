import { createHash } from "node:crypto";

const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const;
const PART = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/([1-9]\d*))?$/;

/** Whether a text is a cron expression with five fields of numbers, `*`, ranges, steps and lists. */
export function isCron(text: string): boolean {
  const fields = text.trim().split(/\s+/);
  return (
    fields.length === RANGES.length &&
    RANGES.every(([least, most], index) =>
      fields[index]?.split(",").every((part) => isPart(part, least, most)),
    )
  );
}

function isPart(part: string, least: number, most: number): boolean {
  const match = PART.exec(part);
  if (!match) return false;
  const [, from, to] = match;
  const first = from === undefined ? least : Number(from);
  const last = to === undefined ? first : Number(to);
  return least <= first && first <= last && last <= most;
}

/** Once a night, at a time that differs from account to account. */
export function nightly(account: string): string {
  const [hour = 0, minute = 0] = createHash("sha256").update(account).digest();
  return `${minute % 60} ${hour % 5} * * *`;
}
