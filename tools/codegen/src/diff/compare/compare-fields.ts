import { isObject } from "../../read/json.ts";
import { escaped } from "../documents/pointer.ts";
import type { Body } from "../normal/body.ts";
import { canonical } from "../normal/canonical.ts";
import type { At } from "../normal/unwrap.ts";
import { type Comparison, labelAt, type Pair } from "./comparison.ts";
import { always, byRole } from "./rating.ts";
import { listText, show } from "./text.ts";
import { uniquePairs } from "./unique-pairs.ts";

/** Compares the properties of an object: those that are gone, new or renamed, and what became required. */
export function compareFields(pair: Pair, before: Body, after: Body, comparison: Comparison): void {
  const gone = [...before.fields].filter(([name]) => !after.fields.has(name));
  const come = [...after.fields].filter(([name]) => !before.fields.has(name));
  const renames = uniquePairs(gone, come, ([name, ats], side) => {
    const isRequired = (side === "before" ? before : after).required.has(name);
    return [isRequired, ...ats.map(({ node }) => canonical(node))].join(" ");
  });
  const renamed = new Set([...renames].flat());
  for (const [[from, [base]], [to, [revision]]] of renames)
    reportRename(pair, { from, to, base, revision }, comparison);
  for (const field of gone) if (!renamed.has(field)) reportGone(pair, field, comparison);
  for (const field of come)
    if (!renamed.has(field)) {
      const facts = { isRequired: after.required.has(field[0]), widensOthers: widens(after, field) };
      reportNew(pair, field, facts, comparison);
    }
  for (const [name, was] of before.fields) {
    const is = after.fields.get(name);
    if (is) compareField(pair, was, is, comparison);
  }
  const reported = new Set([...gone, ...come].map(([name]) => name));
  compareRequired(pair, before, after, { reported, comparison });
}

/** Compares what parts say of a property, in their order. */
function compareField(pair: Pair, was: readonly At[], is: readonly At[], comparison: Comparison): void {
  for (const [index, base] of was.entries()) {
    const revision = is[index];
    if (revision) comparison.compareBelow(pair, { base, revision });
  }
  const [base, revision] = [was[0], is[0]];
  if (was.length === is.length || !base || !revision) return;
  comparison.report(pair, {
    kind: "changed",
    node: "Schema",
    property: "allOf",
    label: labelAt(pair, revision.pointer, "revision"),
    say: `is described in ${is.length} parts, it was in ${was.length}`,
    ...byRole(pair.role, {
      request: always(is.length > was.length ? "major" : "minor"),
      response: always(is.length > was.length ? "minor" : "major"),
    }),
    before: { pointer: base.pointer },
    after: { pointer: revision.pointer },
  });
}

type Field = [string, readonly [At, ...At[]]];

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
  comparison.compareBelow(pair, { base, revision });
}

function reportGone(pair: Pair, [, [{ pointer, node }]]: Field, comparison: Comparison): void {
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

type New = { readonly isRequired: boolean; readonly widensOthers: boolean };

function reportNew(
  pair: Pair,
  [, [{ pointer, node }]]: Field,
  { isRequired, widensOthers }: New,
  comparison: Comparison,
): void {
  const rating = widensOthers
    ? always("major", "it changes the type of properties without a name")
    : byRole(pair.role, { request: always(isRequired ? "major" : "minor"), response: always("minor") });
  comparison.report(pair, {
    kind: "added",
    node: "Schema",
    label: labelAt(pair, pointer, "revision"),
    say: isRequired && pair.role === "request" ? "is new and required" : "is new",
    ...rating,
    after: { pointer, value: node },
  });
}

/** Whether properties without a name have a type, which has to include those of all named ones. */
function widens({ keywords }: Body, [, [{ node }]]: Field): boolean {
  const others = keywords.get("additionalProperties") ?? [];
  const types = others.map((at) => at.node).filter((type) => isObject(type) && Object.keys(type).length > 0);
  return types.some((type) => canonical(type) !== canonical(node));
}

type Reported = { readonly reported: ReadonlySet<string>; readonly comparison: Comparison };

/** What became required or optional. A property that is new or gone is reported already. */
function compareRequired(pair: Pair, before: Body, after: Body, { reported, comparison }: Reported): void {
  const changed = (one: Body, other: Body) =>
    [...one.required.keys()].filter((name) => !other.required.has(name) && !reported.has(name)).sort();
  const [gained, lost] = [changed(after, before), changed(before, after)];
  const spot = (side: "base" | "revision", { required }: Body) => ({
    pointer: required.size > 0 ? ([...required.values()][0] ?? "") : pair[side].pointer,
    value: [...required.keys()],
  });
  const shared = { kind: "changed", node: "Schema", property: "required" } as const;
  const spots = { before: spot("base", before), after: spot("revision", after) };
  const subject = (names: readonly string[], { fields }: Body, side: "base" | "revision") => {
    const [first = "", ...others] = names;
    const pointer = fields.get(first)?.[0].pointer ?? `${pair[side].pointer}/properties/${escaped(first)}`;
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
