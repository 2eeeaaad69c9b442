import {
  BUMPS,
  type Bump,
  type Change,
  type MeaningAlert,
  type SpecDiff,
  type Spot,
} from "../documents/change.ts";
import type { Use } from "../documents/uses.ts";

/** Changes with the same bump. */
export type Group = { readonly bump: Bump; readonly title: string; readonly changes: readonly Change[] };

const TITLES: Readonly<Record<Bump, string>> = {
  major: "Breaks callers",
  minor: "New or to review",
  patch: "Compatible",
};

export function groupsOf({ changes }: SpecDiff): Group[] {
  return BUMPS.toReversed().flatMap((bump) => {
    const some = changes.filter((change) => change.bump === bump);
    return some.length > 0 ? [{ bump, title: TITLES[bump], changes: some }] : [];
  });
}

/** The compared versions, such as `jumpcloud: v1.2.0 → working tree`. */
export function titleOf({ vendor, from, to }: SpecDiff): string {
  return `${vendor ? `${vendor}: ` : ""}${from.label} → ${to.label}`;
}

/** A short summary. */
export function summaryOf(diff: SpecDiff): string {
  const opinion = diff.redocly === undefined ? "" : `; Redocly: ${diff.redocly}`;
  if (diff.changes.length + diff.meaning.length === 0) return `nothing changed${opinion}`;
  const counts = groupsOf(diff).map(({ bump, changes }) => `${changes.length} ${bump}`);
  if (diff.meaning.length > 0) counts.push(`${diff.meaning.length} to review`);
  return `${diff.bump ?? "no bump"} (${counts.join(", ")})${opinion}`;
}

/** The location of a change: its line in the file, or its pointer. */
export function locationOfChange({ before, after }: Change, { from, to }: SpecDiff): string {
  return after
    ? spotText(after, to.file, "")
    : spotText(before, from.file, from.label === from.file ? "" : `${from.label}:`);
}

function spotText(spot: Spot | undefined, file: string, revision: string): string {
  if (!spot) return file;
  return spot.line === undefined ? spot.pointer : `${revision}${file}:${spot.line}`;
}

/** Lists the operations by direction, and counts those above the limit. */
export function usesText(uses: readonly Use[], most = 4): string {
  const parts = (["request", "response"] as const).flatMap((direction) => {
    const names = uses.filter((use) => use.direction === direction).map(({ operation }) => operation);
    if (names.length === 0) return [];
    const rest = names.length - most;
    const shown = names.slice(0, most).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
    return [`${direction === "request" ? "sent by" : "returned by"} ${shown}`];
  });
  return parts.join("; ");
}

/** The details of a change. The change of an operation itself needs no list of operations. */
export function detailsOf(change: Change): string[] {
  const isOperation = change.node === "Operation" || change.node === "PathItem";
  const details = [change.reason ?? "", isOperation ? "" : usesText(change.uses)];
  if (change.redocly) details.push(`Redocly: ${change.redocly}`);
  return details.filter(Boolean);
}

export function meaningText({ kind, subject }: MeaningAlert): string {
  return `${subject}: ${kind === "section" ? "in another section" : `another ${kind}`}`;
}
