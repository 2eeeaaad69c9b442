import type { SpecDiff } from "../diff/documents/change.ts";
import { detailsOf, locationOfChange, summaryOf, titleOf } from "../diff/format/present.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { unusedChanges } from "./assess.ts";
import { calledAs, changesetOf, whereText } from "./changeset.ts";
import type { FieldImpact, Impact, ReviewLocation } from "./impact.ts";

/** A section of the report: a heading and its items with details. */
export type Section = { readonly title: string; readonly items: readonly Item[] };
type Item = { readonly text: string; readonly details: readonly string[] };

export function reportTitle({ diff }: Impact): string {
  return `${titleOf(diff)}: ${summaryOf(diff)}`;
}

/** The sections of the report that are not empty. */
export function sectionsOf(impact: Impact): Section[] {
  const sections = [
    { title: "Unified fields", items: impact.fields.map((field) => fieldItem(field, impact)) },
    { title: "Actions and writes", items: writeItems(impact) },
    { title: "Other code of the adapter", items: codeItems(impact) },
    { title: "Changes that affect the adapter", items: metItems(impact) },
    { title: "Deprecated operations that the adapter uses", items: deprecatedItems(impact) },
    { title: "Changes that do not affect the adapter", items: unusedItems(impact) },
    {
      title: "Generated types",
      items: impact.types.map(({ schema, exportedAs }) =>
        item(`\`${schema}\`${exportedAs ? `, exported as \`${exportedAs}\`` : ""}`),
      ),
    },
    { title: "Review", items: impact.places.map((place) => item(locationText(place))) },
    {
      title: "Next versions",
      items: impact.packages.map(({ name, bump, reason }) => item(`${name}: ${bump}`, [reason])),
    },
  ];
  return [...lineageNote(impact), ...sections.filter(({ items }) => items.length > 0)];
}

function lineageNote({ hasLineage, vendor }: Impact): Section[] {
  if (hasLineage) return [];
  const text = `${vendor} has no lineage, so the affected unified fields and writes are not known.`;
  return [
    {
      title: "Not known",
      items: [item(text, [`Run ${COMMAND} generate adapters, or review the operations below.`])],
    },
  ];
}

function item(text: string, details: readonly string[] = []): Item {
  return { text, details };
}

const EFFECTS: Readonly<Record<FieldImpact["effect"], string>> = {
  lost: "no source left",
  fewer: "another source left",
  values: "other values",
  changed: "other sources",
  review: "same type, possibly another meaning",
};

function fieldItem(field: FieldImpact, { diff }: Impact): Item {
  const { resource, effect, properties, changes, alerts, place } = field;
  const where = whereText(field);
  const reasons = changes.flatMap((index) => diff.changes[index]?.message ?? []);
  const texts = alerts
    .flatMap((index) => diff.meaning[index] ?? [])
    .map(({ subject, kind }) => `${subject}: another ${kind}.`);
  return item(`\`${resource}.${field.field}\`${where}: ${EFFECTS[effect]} (${locationText(place, false)})`, [
    `from ${properties.map((property) => `\`${property}\``).join(", ")}`,
    ...reasons,
    ...texts,
  ]);
}

function locationText({ file, line, about }: ReviewLocation, withAbout = true): string {
  return `${file}${line === undefined ? "" : `:${line}`}${withAbout ? ` \`${about}\`` : ""}`;
}

function writeItems({ writes, diff }: Impact): Item[] {
  return writes.map(({ member, operations, isBroken, changes }) =>
    item(
      `\`${calledAs(member)}\` by ${operations.join(", ")}: ${isBroken ? "broken" : "sends other requests"}`,
      messages(changes, diff),
    ),
  );
}

function codeItems({ code, diff }: Impact): Item[] {
  return code.map(({ place, changes }) => item(locationText(place), messages(changes, diff)));
}

function messages(changes: readonly number[], diff: SpecDiff): string[] {
  return changes.flatMap((index) => diff.changes[index]?.message ?? []);
}

function metItems({ operations, diff }: Impact): Item[] {
  const used = new Set(operations.filter(({ isUsed }) => isUsed).map(({ operation }) => operation));
  return diff.changes.flatMap((change) => {
    const uses = change.uses.filter(({ operation }) => used.has(operation));
    return uses.length === 0
      ? []
      : [
          item(
            `${change.bump}: ${change.message} (${locationOfChange(change, diff)})`,
            detailsOf({ ...change, uses }),
          ),
        ];
  });
}

function deprecatedItems({ deprecated }: Impact): Item[] {
  return deprecated.map(({ operation, date, neededBy }) =>
    item(`\`${operation}\`${date ? `, ${date}` : ""}`, [`used by ${neededBy.map(calledAs).join(", ")}`]),
  );
}

function unusedItems(impact: Impact): Item[] {
  return unusedChanges(impact).flatMap((index) => {
    const change = impact.diff.changes[index];
    if (!change) return [];
    return [
      item(
        `${change.bump}: ${change.message} (${locationOfChange(change, impact.diff)})`,
        detailsOf({ ...change, uses: [] }),
      ),
    ];
  });
}

/** The lines of the changeset for the report. */
export function changesetLines(impact: Impact): string[] {
  const changeset = changesetOf(impact);
  return changeset ? [changeset.file, ...changeset.text.trimEnd().split("\n")] : [];
}
