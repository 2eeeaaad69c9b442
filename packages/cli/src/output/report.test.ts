import type { ListReport } from "@mdmkit/unified";
import { expect, test } from "vitest";
import { emptyReport } from "../fixtures/report.ts";
import { reportLines } from "./report.ts";

const options = { label: "devices", style: (_: unknown, text: string) => text, localFilters: [] };
const lines = (report: Partial<ListReport>, more: object = {}) =>
  reportLines({ ...emptyReport, ...report }, { ...options, ...more });

test("reports a complete list", () => {
  expect(lines({ pages: 3, records: 250, matched: 250, total: 250 })).toEqual([
    "250 of 250 devices read in 3 pages: complete",
  ]);
});

test("reports why a list is incomplete", () => {
  expect(lines({ records: 240, total: 250, complete: false, reason: "short" })).toEqual([
    "240 of 250 devices read in 1 page: INCOMPLETE, the vendor returned fewer records than its total",
  ]);
});

test("reports the matches of filters that mdmkit applies", () => {
  expect(lines({ records: 250, matched: 4, total: 250 }, { localFilters: ["platform"] })[0]).toContain(
    "4 match platform",
  );
});

test("counts records that a filter could not decide on", () => {
  const report = {
    records: 250,
    matched: 4,
    total: 250,
    undecided: 3,
    complete: false,
    reason: "undecided",
  } as const;
  const [line] = lines(report, { localFilters: ["model"] });
  expect(line).toContain(
    "4 match model, 3 lack a field to compare: INCOMPLETE, a filter could not be applied",
  );
});

test("lists gaps and drift as printable text", () => {
  const gaps = [{ fields: ["owner"], operation: "users_list", reason: "403\x1b[2J" }];
  const drift = [{ property: "os", problem: "unknown-value" as const, count: 2 }];
  expect(lines({ gaps, drift }).slice(1)).toEqual([
    "Missing owner: users_list: 403␛[2J",
    "Drift: os had an undocumented value (2)",
  ]);
});
