import { capitalized } from "../compare/text.ts";
import type { SpecDiff } from "../documents/change.ts";
import {
  detailsOf,
  groupsOf,
  locationOfChange,
  meaningText,
  summaryOf,
  titleOf,
  usesText,
} from "./present.ts";

/** Formats the diff for a terminal, without backticks. */
export function formatText(diff: SpecDiff): string {
  const lines = [`${titleOf(diff)}  ${summaryOf(diff)}`];
  for (const { bump, changes } of groupsOf(diff)) {
    lines.push("", `${bump}`);
    for (const change of changes) {
      lines.push(`  ${plain(change.message)}  ${locationOfChange(change, diff)}`);
      lines.push(...detailsOf(change).map((detail) => `    ${plain(detail)}`));
    }
  }
  if (diff.meaning.length > 0) lines.push("", "review: same type, but the meaning may have changed");
  for (const alert of diff.meaning) {
    lines.push(
      `  ${plain(capitalized(meaningText(alert)))}`,
      `    - ${alert.before}`,
      `    + ${alert.after}`,
    );
    if (alert.uses.length > 0) lines.push(`    ${usesText(alert.uses)}`);
  }
  return `${lines.join("\n")}\n`;
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}
