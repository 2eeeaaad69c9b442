import { isRecord } from "@mdmkit/runtime";
import type { AnswerCounts } from "@mdmkit/unified";
import { usageError } from "../process/command-error.ts";
import { parseJson } from "../process/json-input.ts";
import { type AccountReport, type FleetReport, FORMAT, VERSION } from "./fleet-report.ts";

/** The script element that holds the report's numbers in its page. */
export const DATA_ID = "mdmkit-fleet-report";
const DATA = new RegExp(`<script type="application/json" id="${DATA_ID}">([^<]*)</script>`);

/** Reads an earlier report: a page of `mdmkit report`, or its JSON. */
export function readReport(text: string): FleetReport {
  const report = parseJson(DATA.exec(text)?.[1] ?? text);
  if (isFleetReport(report)) return report;
  throw usageError(
    "The file of --against is not a report of this version of mdmkit.",
    "Give a page that `mdmkit report` wrote, or its JSON.",
  );
}

function isFleetReport(value: unknown): value is FleetReport {
  return (
    isRecord(value) &&
    value.format === FORMAT &&
    value.version === VERSION &&
    typeof value.created_at === "string" &&
    typeof value.complete === "boolean" &&
    isRecord(value.filters) &&
    Array.isArray(value.accounts) &&
    value.accounts.every(isAccount)
  );
}

function isAccount(value: unknown): value is AccountReport {
  return (
    isRecord(value) &&
    typeof value.account === "string" &&
    typeof value.complete === "boolean" &&
    isCount(value.devices) &&
    Array.isArray(value.charts) &&
    value.charts.every(isCounts)
  );
}

function isCounts(value: unknown): value is AnswerCounts {
  return (
    isRecord(value) &&
    typeof value.id === "string" &&
    isCount(value.none) &&
    isCount(value.unknown) &&
    isRecord(value.values) &&
    Object.values(value.values).every(isCount)
  );
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;
