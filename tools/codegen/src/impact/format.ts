import type { Impact } from "./impact.ts";
import { changesetLines, reportTitle, sectionsOf } from "./report.ts";

/** Formats the impact for a terminal. */
export function formatText(impact: Impact): string {
  const parts = sectionsOf(impact).flatMap(({ title, items }) => [
    "",
    title,
    ...items.flatMap(({ text, details }) => [
      `  ${plain(text)}`,
      ...details.map((detail) => `    ${plain(detail)}`),
    ]),
  ]);
  const [file, ...lines] = changesetLines(impact);
  const changeset = file
    ? ["", `Changeset (${file})`, ...lines.map((line) => (line ? `  ${line}` : ""))]
    : [];
  return `${[reportTitle(impact), ...parts, ...changeset].join("\n")}\n`;
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}

/** Formats the impact as Markdown. */
export function formatMarkdown(impact: Impact): string {
  const parts = sectionsOf(impact).flatMap(({ title, items }) => [
    "",
    `## ${title}`,
    "",
    ...items.flatMap(({ text, details }) => [`- ${text}`, ...details.map((detail) => `  - ${detail}`)]),
  ]);
  const [file, ...lines] = changesetLines(impact);
  const changeset = file ? ["", "## Changeset", "", `\`${file}\``, "", "```md", ...lines, "```"] : [];
  return `${[`# ${reportTitle(impact)}`, ...parts, ...changeset].join("\n")}\n`;
}
