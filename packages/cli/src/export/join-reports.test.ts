import { expect, test } from "vitest";
import { emptyReport } from "../fixtures/report.ts";
import { joinReports } from "./join-reports.ts";

const interrupted = { ...emptyReport, records: 100, total: 150, complete: false, reason: "aborted" as const };
const rest = { ...emptyReport, records: 50, total: 150 };

test("a list that several runs read is complete if nothing of it is missing", () => {
  expect(joinReports([interrupted, rest])).toMatchObject({
    complete: true,
    reason: null,
    records: 150,
    pages: 2,
  });
});

test.each([
  ["failed", [interrupted, { ...rest, complete: false, reason: "failed" as const }]],
  ["short", [{ ...interrupted, records: 99 }, rest]],
  ["unreadable", [{ ...interrupted, records: 99, unreadable: 1 }, rest]],
  ["undecided", [{ ...interrupted, undecided: 1 }, rest]],
  [
    "drifted",
    [{ ...interrupted, drift: [{ property: "x", problem: "not-a-date" as const, count: 1 }] }, rest],
  ],
  [
    "shifted",
    [
      { ...interrupted, total: null, duplicates: 1 },
      { ...rest, total: null },
    ],
  ],
])("it is incomplete with the reason %s", (reason, reports) => {
  expect(joinReports(reports)).toMatchObject({ complete: false, reason });
});
