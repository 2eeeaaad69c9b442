import type { SpecDiff } from "../diff/documents/change.ts";
import { detailsOf, placeOfChange, summaryOf, titleOf } from "../diff/format/present.ts";
import { unusedChanges } from "./assess.ts";
import { calledAs, changesetOf, whereText } from "./changeset.ts";
import type { FieldImpact, Impact, Place } from "./impact.ts";

/** A part of the report: a heading and its lines, each with what belongs below it. */
export type Section = { readonly title: string; readonly items: readonly Item[] };
type Item = { readonly text: string; readonly details: readonly string[] };

export function reportTitle({ diff }: Impact): string {
  return `${titleOf(diff)}: ${summaryOf(diff)}`;
}

/** The report in parts, for whatever prints it; a part that has nothing to say is left out. */
export function sectionsOf(impact: Impact): Section[] {
  const sections = [
    { title: "Unified fields", items: impact.fields.map((field) => fieldItem(field, impact)) },
    { title: "Actions and writes", items: writeItems(impact) },
    { title: "Changes that the adapter meets", items: metItems(impact) },
    { title: "Deprecated operations that the adapter needs", items: deprecatedItems(impact) },
    { title: "Changes that the adapter does not need", items: unusedItems(impact) },
    {
      title: "Generated types",
      items: impact.types.map(({ schema, exportedAs }) =>
        item(`\`${schema}\`${exportedAs ? `, exported as \`${exportedAs}\`` : ""}`),
      ),
    },
    { title: "Look at", items: impact.places.map((place) => item(placeText(place))) },
    {
      title: "Next versions",
      items: impact.packages.map(({ name, bump, reason }) => item(`${name}: ${bump}`, [reason])),
    },
  ];
  return [...lineageNote(impact), ...sections.filter(({ items }) => items.length > 0)];
}

function lineageNote({ hasLineage, vendor }: Impact): Section[] {
  if (hasLineage) return [];
  const text = `There is no lineage of ${vendor}: which unified fields and writes are concerned is not known.`;
  return [
    {
      title: "Not known",
      items: [item(text, ["Run pnpm generate adapters, or look at the operations below."])],
    },
  ];
}

function item(text: string, details: readonly string[] = []): Item {
  return { text, details };
}

const EFFECTS: Readonly<Record<FieldImpact["effect"], string>> = {
  lost: "nothing feeds it any more",
  fewer: "still fed, by another property",
  values: "other values",
  changed: "fed by other data",
  "read again": "same type, perhaps another meaning",
};

function fieldItem(field: FieldImpact, { diff }: Impact): Item {
  const { resource, effect, properties, changes, alerts, place } = field;
  const where = whereText(field);
  const reasons = changes.flatMap((index) => diff.changes[index]?.message ?? []);
  const texts = alerts
    .flatMap((index) => diff.meaning[index] ?? [])
    .map(({ subject, kind }) => `${subject}: another ${kind}.`);
  return item(`\`${resource}.${field.field}\`${where}: ${EFFECTS[effect]} (${placeText(place, false)})`, [
    `from ${properties.map((property) => `\`${property}\``).join(", ")}`,
    ...reasons,
    ...texts,
  ]);
}

export function placeText({ file, line, about }: Place, withAbout = true): string {
  return `${file}${line === undefined ? "" : `:${line}`}${withAbout ? ` \`${about}\`` : ""}`;
}

function writeItems({ writes, diff }: Impact): Item[] {
  return writes.map(({ member, operations, isBroken, changes }) =>
    item(
      `\`${calledAs(member)}\` by ${operations.join(", ")}: ${isBroken ? "no longer works as it did" : "sends something else"}`,
      messages(changes, diff),
    ),
  );
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
            `${change.bump}: ${change.message} (${placeOfChange(change, diff)})`,
            detailsOf({ ...change, uses }),
          ),
        ];
  });
}

function deprecatedItems({ deprecated }: Impact): Item[] {
  return deprecated.map(({ operation, date, neededBy }) =>
    item(`\`${operation}\`${date ? `, ${date}` : ""}`, [`needed by ${neededBy.map(calledAs).join(", ")}`]),
  );
}

function unusedItems(impact: Impact): Item[] {
  return unusedChanges(impact).flatMap((index) => {
    const change = impact.diff.changes[index];
    if (!change) return [];
    return [
      item(
        `${change.bump}: ${change.message} (${placeOfChange(change, impact.diff)})`,
        detailsOf({ ...change, uses: [] }),
      ),
    ];
  });
}

/** The changeset as a part of the report. */
export function changesetLines(impact: Impact): string[] {
  const changeset = changesetOf(impact);
  return changeset ? [changeset.file, ...changeset.text.trimEnd().split("\n")] : [];
}
