import { expect } from "vitest";
import type { TestRecord } from "./account.ts";

/** Expects the same records in the same order; a failure names the first record that differs, and shows its fields. */
export function expectSameRecords(found: readonly TestRecord[], wanted: readonly TestRecord[]): void {
  expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
  for (const [at, record] of found.entries()) expect(record, `record ${record.id}`).toEqual(wanted[at]);
}

/** Expects no problems; a failure prints them, each of which names record and field. */
export function expectNone(problems: readonly string[]): void {
  expect(problems, problems.join("; ")).toEqual([]);
}
