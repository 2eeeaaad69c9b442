import { capitalized } from "../compare/text.ts";
import type { Change, MeaningAlert, SpecDiff } from "../documents/change.ts";
import type { Use } from "../documents/uses.ts";
import { PAGE_STYLE } from "./page-style.ts";
import { detailsOf, groupsOf, locationOfChange, summaryOf, titleOf } from "./present.ts";

/** Formats the diff as a self-contained HTML page without scripts, in light and dark. */
export function formatHtml(diff: SpecDiff): string {
  const groups = groupsOf(diff).map(
    ({ bump, title, changes }) =>
      `<section id="${bump}"><h2>${title} <span class="badge ${bump}">${bump}</span></h2>
${changes.map((change) => changeCard(change, diff)).join("\n")}
</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(titleOf(diff))}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<p class="eyebrow">Specification diff</p>
<h1>${escaped(diff.vendor ?? "Two documents")}</h1>
<p class="versions">${versionText(diff.from)} <span class="arrow">→</span> ${versionText(diff.to)}</p>
<p class="verdict ${diff.bump ?? "none"}">${escaped(capitalized(summaryOf(diff)))}</p>
${contents(diff)}
</header>
<main>
${[...groups, meaningSection(diff.meaning)].filter(Boolean).join("\n")}
</main>
</body>
</html>
`;
}

function contents(diff: SpecDiff): string {
  const links = groupsOf(diff).map(({ bump, title, changes }) => [bump, title, changes.length] as const);
  const all =
    diff.meaning.length > 0 ? [...links, ["meaning", "Review", diff.meaning.length] as const] : links;
  if (all.length === 0) return "";
  const items = all.map(([id, title, count]) => `<a href="#${id}">${title}<b>${count}</b></a>`);
  return `<nav>${items.join("")}</nav>
<p class="legend">↑ the operation sends it, ↓ it returns it</p>`;
}

function versionText({ label, version }: SpecDiff["from"]): string {
  return `<code>${escaped(label)}</code>${version ? ` <small>${escaped(version)}</small>` : ""}`;
}

function changeCard(change: Change, diff: SpecDiff): string {
  const isOperation = change.node === "Operation" || change.node === "PathItem";
  const notes = detailsOf({ ...change, uses: [] }).map(
    (note) => `<p class="note">${code(capitalized(note))}.</p>`,
  );
  const uses = isOperation ? "" : usesList(change.uses);
  return `<article class="${change.bump}">
<p class="message">${code(change.message)}</p>
${notes.join("\n")}
${uses}
${isOperation && !hasLine(change) ? "" : `<p class="place">${escaped(locationOfChange(change, diff))}</p>`}
</article>`;
}

function hasLine({ before, after }: Change): boolean {
  return (after ?? before)?.line !== undefined;
}

function meaningSection(alerts: readonly MeaningAlert[]): string {
  if (alerts.length === 0) return "";
  const cards = alerts.map(
    ({ kind, subject, before, after, uses }) => `<article class="meaning">
<p class="message">${code(capitalized(subject))} <span class="kind">${kind}</span></p>
<p class="before">${escaped(before) || "<i>nothing</i>"}</p>
<p class="after">${escaped(after) || "<i>nothing</i>"}</p>
${usesList(uses)}
</article>`,
  );
  return `<section id="meaning"><h2>Review</h2>
<p class="lead">Same type, but the meaning may have changed.</p>
${cards.join("\n")}
</section>`;
}

const SHOWN = 8;

/** Limit of operations that are shown without a fold. */
function usesList(uses: readonly Use[]): string {
  if (uses.length === 0) return "";
  const chips = uses.map(
    ({ operation, direction }) =>
      `<span class="use" title="${direction === "request" ? "sends it" : "returns it"}">${direction === "request" ? "↑" : "↓"} ${escaped(operation)}</span>`,
  );
  if (chips.length <= SHOWN) return `<p class="uses">${chips.join(" ")}</p>`;
  return `<details><summary>${chips.length} operations</summary><p class="uses">${chips.join(" ")}</p></details>`;
}

/** Escapes text; backticks mark code. */
function code(text: string): string {
  return escaped(text).replaceAll(/`([^`]*)`/g, "<code>$1</code>");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
