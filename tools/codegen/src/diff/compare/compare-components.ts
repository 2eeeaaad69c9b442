import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { escaped } from "../documents/pointer.ts";
import { canonical } from "../normal/canonical.ts";
import { compareSchemas } from "./compare-schema.ts";
import { type Comparison, type Found, Owner, type Pair } from "./comparison.ts";
import { always } from "./rating.ts";
import { show } from "./text.ts";
import { uniquePairs } from "./unique-pairs.ts";

type Component = {
  readonly kind: string;
  readonly name: string;
  readonly node: JsonValue;
  readonly pointer: string;
};

/** Finds the schemas that only changed their name: alike in structure, and like no other. */
export function findRenamed(comparison: Comparison): void {
  const { documents, renamed } = comparison;
  const [before, after] = [componentsOf(documents.base), componentsOf(documents.revision)].map((all) =>
    [...all.values()].filter(({ kind }) => kind === "schemas"),
  );
  const known = [before, after].map((all) => new Set(all?.map(({ name }) => name)));
  const gone = before?.filter(({ name }) => !known[1]?.has(name)) ?? [];
  const come = after?.filter(({ name }) => !known[0]?.has(name)) ?? [];
  const pairs = uniquePairs(gone, come, (component) => shapeOf(component));
  for (const [from, to] of pairs) renamed.set(from.pointer, to.pointer);
}

/** The structure, with references to itself under a common name. */
function shapeOf({ node, pointer }: Component): string {
  return canonical(node).replaceAll(JSON.stringify(pointer), '"#"');
}

/** Compares the components by name: which are gone or new, and what no operation uses. */
export function compareComponents(comparison: Comparison): void {
  const { documents } = comparison;
  const [before, after] = [componentsOf(documents.base), componentsOf(documents.revision)];
  for (const [pointer, base] of before) {
    const to = comparison.renamed.get(pointer) ?? pointer;
    const revision = after.get(to);
    if (!revision) reportGone(base, comparison);
    else {
      if (to !== pointer) reportRenamed(base, revision, comparison);
      compareUnused({ base, revision, role: "type", label: to, owner: new Owner() }, base, comparison);
    }
  }
  const renamed = new Set(comparison.renamed.values());
  for (const [pointer, component] of after) {
    if (!before.has(pointer) && !renamed.has(pointer)) reportNew(component, comparison);
  }
}

function componentsOf({ components }: JsonObject): Map<string, Component> {
  const found = new Map<string, Component>();
  for (const [kind, all] of Object.entries(isObject(components) ? components : {})) {
    if (kind === "securitySchemes" || kind === "examples" || kind.startsWith("x-") || !isObject(all))
      continue;
    for (const [name, node] of Object.entries(all)) {
      const pointer = `#/components/${escaped(kind)}/${escaped(name)}`;
      found.set(pointer, { kind, name, node, pointer });
    }
  }
  return found;
}

/** A component that no operation reaches is compared as a type; one that is no schema, as a whole. */
function compareUnused(pair: Pair, { kind }: Component, comparison: Comparison): void {
  const { base, revision } = pair;
  if (comparison.hasCompared(base.pointer, revision.pointer)) return;
  if (kind === "schemas") {
    comparison.link(pair, (one) => compareSchemas(one, comparison));
    return;
  }
  if (JSON.stringify(base.node) === JSON.stringify(revision.node)) return;
  comparison.report(pair, {
    kind: "changed",
    node: "Component",
    say: "changed, but no operation uses it",
    ...always("patch"),
    before: { pointer: base.pointer, value: base.node },
    after: { pointer: revision.pointer, value: revision.node },
  });
}

function reportGone({ kind, node, pointer }: Component, comparison: Comparison): void {
  report(comparison, {
    kind: "removed",
    node: kind === "schemas" ? "Schema" : "Component",
    label: pointer,
    labelIn: "base",
    say: "was removed",
    ...(kind === "schemas"
      ? always("major", "the generated type of that name was removed")
      : always("patch")),
    before: { pointer, value: node },
  });
}

function reportNew({ kind, node, pointer }: Component, comparison: Comparison): void {
  report(comparison, {
    kind: "added",
    node: kind === "schemas" ? "Schema" : "Component",
    label: pointer,
    say: "is new",
    ...(kind === "schemas" ? always("minor", "an additional generated type") : always("patch")),
    after: { pointer, value: node },
  });
}

function reportRenamed(base: Component, revision: Component, comparison: Comparison): void {
  report(comparison, {
    kind: "renamed",
    node: "Schema",
    property: "key",
    label: base.pointer,
    labelIn: "base",
    say: `was renamed to ${show(revision.name)}`,
    ...always("major", "the generated type of that name was removed"),
    before: { pointer: base.pointer, value: base.name },
    after: { pointer: revision.pointer, value: revision.name },
  });
}

/** The operations that use a component are found by its pointer. */
function report(comparison: Comparison, found: Found & { readonly label: string }): void {
  const at = { node: null, pointer: (found.after ?? found.before)?.pointer ?? found.label };
  comparison.report({ base: at, revision: at, role: "type", label: found.label, owner: new Owner() }, found);
}
