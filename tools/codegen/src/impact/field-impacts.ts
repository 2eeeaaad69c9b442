import type { Change, MeaningAlert, SpecDiff } from "../diff/documents/change.ts";
import { isWithin } from "../diff/documents/pointer.ts";
import type { FieldEffect, FieldImpact } from "./impact.ts";
import {
  type FieldSources,
  fieldsOf,
  METHODS_READ,
  type Method,
  type Source,
  type VendorLineage,
} from "./lineage.ts";
import { concerns, createWalker, type Walkable } from "./touches.ts";

export type Versions = { readonly base: Walkable; readonly revision: Walkable };
/** The lineage before the change and now. */
export type Lineages = { readonly base: VendorLineage; readonly revision: VendorLineage };

type Touched = { readonly source: Source; readonly changes: number[]; readonly alerts: number[] };

/** The unified fields that a diff affects, by resource and method. */
export function fieldImpacts(diff: SpecDiff, versions: Versions, lineages: Lineages): FieldImpact[] {
  const touch = createToucher(diff, versions);
  const isFed = createFeeder(lineages.revision, versions.revision);
  const current = fieldsOf(lineages.revision);
  return fieldsOf(lineages.base).flatMap((field) => {
    const now = current.find((one) => isSameField(one, field)) ?? field;
    const byMethod = METHODS_READ.flatMap((method) => {
      const touched = sourcesOfBoth(field, now, method).flatMap(touch);
      return touched.length === 0
        ? []
        : [{ method, touched, effect: effectOf(diff, touched, isFed(field, method)) }];
    });
    return groupByEffect(byMethod).map((group) => fieldImpact(now, group));
  });
}

function isSameField(one: FieldSources, other: FieldSources): boolean {
  return one.resource === other.resource && one.field === other.field && one.file === other.file;
}

/** The sources before and now, since the mapper may be adapted already. */
function sourcesOfBoth(field: FieldSources, now: FieldSources, method: Method): Source[] {
  const all = [...field.sources[method], ...now.sources[method]];
  return [...new Map(all.map((source) => [`${source.operation} ${source.path}`, source])).values()];
}

function createToucher(diff: SpecDiff, { base, revision }: Versions): (source: Source) => Touched[] {
  const before = createWalker(base);
  const after = createWalker(revision);
  const isTouched = (change: Change, source: Source) =>
    (change.before && concerns(change, change.before.pointer, source, before(source))) ||
    (change.after && concerns(change, change.after.pointer, source, after(source)));
  const isAlerted = ({ pointer }: MeaningAlert, source: Source) =>
    after(source).ends.some((end) => isWithin(pointer, end));
  return (source) => {
    const changes = indexesOf(diff.changes, (change) => Boolean(isTouched(change, source)));
    const alerts = indexesOf(diff.meaning, (alert) => isAlerted(alert, source));
    return changes.length + alerts.length > 0 ? [{ source, changes, alerts }] : [];
  };
}

function indexesOf<Item>(items: readonly Item[], test: (item: Item) => boolean): number[] {
  return items.flatMap((item, index) => (test(item) ? [index] : []));
}

/** Whether the new document still has a source of the field. */
function createFeeder(lineage: VendorLineage, revision: Walkable) {
  const walk = createWalker(revision);
  const fields = fieldsOf(lineage);
  return (field: FieldSources, method: Method): boolean => {
    const now = fields.find((one) => isSameField(one, field));
    return now?.sources[method].some((source) => walk(source).ends.length > 0) ?? false;
  };
}

function effectOf({ changes }: SpecDiff, touched: readonly Touched[], isFed: boolean): FieldEffect {
  if (!isFed) return "lost";
  const all = new Set(touched.flatMap((one) => one.changes.flatMap((index) => changes[index] ?? [])));
  if ([...all].some(({ kind }) => kind === "removed" || kind === "renamed")) return "fewer";
  if (all.size === 0) return "review";
  return [...all].every(({ property }) => property === "enum") ? "values" : "changed";
}

type ByMethod = {
  readonly method: Method;
  readonly touched: readonly Touched[];
  readonly effect: FieldEffect;
};

/** Combines list and get if the effect is the same. */
function groupByEffect(methods: readonly ByMethod[]): ByMethod[][] {
  const [list, get] = methods;
  if (!list || !get || list.effect === get.effect) return methods.length > 0 ? [[...methods]] : [];
  return [[list], [get]];
}

function fieldImpact({ resource, field, file, line }: FieldSources, group: readonly ByMethod[]): FieldImpact {
  const touched = group.flatMap((one) => one.touched);
  return {
    resource,
    field,
    methods: group.map(({ method }) => method),
    effect: group[0]?.effect ?? "changed",
    properties: [...new Set(touched.map(({ source }) => source.property))].sort(),
    changes: inOrder(touched.flatMap(({ changes }) => changes)),
    alerts: inOrder(touched.flatMap(({ alerts }) => alerts)),
    place: { file, ...(line === undefined ? {} : { line }), about: field },
  };
}

export function inOrder(indexes: Iterable<number>): number[] {
  return [...new Set(indexes)].sort((one, other) => one - other);
}
