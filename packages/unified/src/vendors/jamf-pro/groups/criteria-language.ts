import { type Condition, isRecord, list, number, text } from "@mdmkit/unified/vendor";
import type { JamfProCriteriaRecord } from "../api/record.ts";
import { LANGUAGE } from "./criterion.ts";
import { type CriterionRow, readCriteria } from "./read-criteria.ts";

/** Reads the criteria of a smart group; a static one has none. */
export const language = {
  read({ is_smart: isSmart, criteria, kind, customFields }: JamfProCriteriaRecord) {
    if (isSmart !== true) return undefined;
    const rows = list(criteria).filter((row) => isRecord(row));
    const ordered = [...rows].sort(
      (one, other) => (number(one.priority) ?? 0) - (number(other.priority) ?? 0),
    );
    const source = JSON.stringify(ordered);
    if (kind === "user") return { source, condition: nativeOf(source) };
    const condition = readCriteria(ordered.map(rowOf), { kind, customFields: new Set(customFields) });
    return { source, condition };
  },
};

const nativeOf = (source: string): Condition => ({
  ...{ type: "native", language: LANGUAGE, source },
  reason: "Conditions are about devices, and this group is of users.",
});

function rowOf(row: NonNullable<JamfProCriteriaRecord["criteria"]>[number]): CriterionRow {
  return {
    name: text(row.name) ?? "",
    searchType: text(row.search_type) ?? "",
    value: text(row.value) ?? "",
    andOr: text(row.and_or) ?? "",
    openingParen: row.opening_paren === true,
    closingParen: row.closing_paren === true,
  };
}
