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

/** Formats the diff as Markdown. */
export function formatMarkdown(diff: SpecDiff): string {
  const lines = [`# ${titleOf(diff)}`, "", `${capitalized(summaryOf(diff))}.`];
  for (const { bump, title, changes } of groupsOf(diff)) {
    lines.push("", `## ${title} (${bump})`, "");
    for (const change of changes) {
      const details = detailsOf(change).map((detail) => `  ${capitalized(detail)}.`);
      lines.push(`- ${change.message} \`${locationOfChange(change, diff)}\``, ...details);
    }
  }
  if (diff.meaning.length > 0)
    lines.push("", "## Read again", "", "Same type, but the meaning may have changed.", "");
  for (const alert of diff.meaning) {
    lines.push(
      `- ${capitalized(meaningText(alert))}`,
      `  - before: ${inline(alert.before)}`,
      `  - after: ${inline(alert.after)}`,
    );
    if (alert.uses.length > 0) lines.push(`  - ${usesText(alert.uses)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Text of a document as code, so that it is not interpreted as markup. */
function inline(text: string): string {
  return text === "" ? "nothing" : `\`${text.replaceAll("`", "'")}\``;
}
