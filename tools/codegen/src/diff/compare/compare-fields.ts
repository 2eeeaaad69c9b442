import { type Body, escaped } from "../normal/body.ts";
import { canonical } from "../normal/canonical.ts";
import type { At } from "../normal/unwrap.ts";
import { below, type Comparison, labelAt, type Pair } from "./comparison.ts";
import { compareSchemas } from "./compare-schema.ts";
import { always, byRole } from "./rating.ts";
import { listText, show } from "./text.ts";
import { uniquePairs } from "./unique-pairs.ts";

/** Compares the properties of an object: those that are gone, new or renamed, and what became required. */
export function compareFields(pair: Pair, before: Body, after: Body, comparison: Comparison): void {
  const gone = [...before.fields].filter(([name]) => !after.fields.has(name));
  const come = [...after.fields].filter(([name]) => !before.fields.has(name));
  const renames = uniquePairs(gone, come, ([name, { node }], side) => {
    const isRequired = (side === "before" ? before : after).required.has(name);
    return `${isRequired} ${canonical(node)}`;
  });
  const renamed = new Set([...renames].flat());
  for (const [[from, base], [to, revision]] of renames) reportRename(pair, { from, to, base, revision }, comparison);
  for (const field of gone) if (!renamed.has(field)) reportGone(pair, field, comparison);
  for (const field of come) if (!renamed.has(field)) reportNew(pair, field, after.required.has(field[0]), comparison);
  for (const [name, base] of before.fields) {
    const revision = after.fields.get(name);
    if (revision) compareSchemas(below(pair, { base, revision }), comparison);
  }
  const told = new Set([...gone, ...come].map(([name]) => name));
  compareRequired(pair, before, after, { told, comparison });
}

type Rename = { readonly from: string; readonly to: string; readonly base: At; readonly revision: At };

function reportRename(pair: Pair, { from, to, base, revision }: Rename, comparison: Comparison): void {
  comparison.report(pair, {
    kind: "renamed",
    node: "Schema",
    property: "key",
    label: labelAt(pair, base.pointer, "base"),
    say: `was renamed to ${show(to)}`,
    ...always("major"),
    before: { pointer: base.pointer, value: from },
    after: { pointer: revision.pointer, value: to },
  });
  compareSchemas(below(pair, { base, revision }), comparison);
}

function reportGone(pair: Pair, [, { pointer, node }]: [string, At], comparison: Comparison): void {
  comparison.report(pair, {
    kind: "removed",
    node: "Schema",
    label: labelAt(pair, pointer, "base"),
    say: "was removed",
    ...byRole(pair.role, {
      request: always("major", "it can no longer be sent"),
      response: always("major"),
    }),
    before: { pointer, value: node },
  });
}

function reportNew(pair: Pair, [, { pointer, node }]: [string, At], isRequired: boolean, comparison: Comparison): void {
  comparison.report(pair, {
    kind: "added",
    node: "Schema",
    label: labelAt(pair, pointer, "revision"),
    say: isRequired && pair.role === "request" ? "is new and required" : "is new",
    ...byRole(pair.role, { request: always(isRequired ? "major" : "minor"), response: always("minor") }),
    after: { pointer, value: node },
  });
}

type Told = { readonly told: ReadonlySet<string>; readonly comparison: Comparison };

/** What became required or optional. A property that is new or gone is told already. */
function compareRequired(pair: Pair, before: Body, after: Body, { told, comparison }: Told): void {
  const changed = (one: Body, other: Body) =>
    [...one.required.keys()].filter((name) => !other.required.has(name) && !told.has(name)).sort();
  const [gained, lost] = [changed(after, before), changed(before, after)];
  const spot = (side: "base" | "revision", { required }: Body) => ({
    pointer: required.size > 0 ? ([...required.values()][0] ?? "") : pair[side].pointer,
    value: [...required.keys()],
  });
  const shared = { kind: "changed", node: "Schema", property: "required" } as const;
  const spots = { before: spot("base", before), after: spot("revision", after) };
  const subject = (names: readonly string[], { fields }: Body, side: "base" | "revision") => {
    const [first = "", ...others] = names;
    const pointer = fields.get(first)?.pointer ?? `${pair[side].pointer}/properties/${escaped(first)}`;
    const more = others.length > 0 ? ` and ${listText(others.map(show))}` : "";
    return { label: labelAt(pair, pointer, side), more, verb: others.length > 0 ? "are" : "is" };
  };
  if (gained.length > 0) {
    const { label, more, verb } = subject(gained, after, "revision");
    const isSent = pair.role === "request";
    comparison.report(pair, {
      ...shared,
      ...spots,
      label,
      say: `${more.trimStart()}${more ? " " : ""}${verb} now ${isSent ? "required" : "always there"}`,
      ...byRole(pair.role, { request: always("major"), response: always("patch") }),
    });
  }
  if (lost.length === 0) return;
  const { label, more, verb } = subject(lost, before, "base");
  comparison.report(pair, {
    ...shared,
    ...spots,
    label,
    say: `${more.trimStart()}${more ? " " : ""}${verb} now optional`,
    ...byRole(pair.role, { request: always("minor"), response: always("major") }),
  });
}
