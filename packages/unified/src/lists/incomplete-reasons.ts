import type { IncompleteReason } from "../contract/model.ts";

/** What each `reason` of a report means, in words that follow "incomplete: ". */
export const INCOMPLETE_REASONS: Readonly<Record<IncompleteReason, string>> = {
  loop: "the vendor returned the same page again",
  short: "the vendor returned fewer records than its total",
  capped: "the vendor's paging ends at a fixed number of records",
  "total-exceeded": "the vendor returned more records than its total",
  "total-shrank": "the vendor's total fell while the list was read",
  shifted: "records moved between pages while the list was read",
  repeated: "some records stand in several parts of the vendor's list",
  unreadable: "some records could not be read",
  undecided: "a filter could not be applied to some records because they lack the field",
  drifted: "some values could not be parsed and were dropped",
  aborted: "it was aborted",
  failed: "a page could not be read",
};
