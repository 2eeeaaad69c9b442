import { BUMPS, type Change, type Spot } from "../documents/change.ts";
import { Subjects } from "../documents/subject.ts";
import { type Use, type Uses, usesOf } from "../documents/uses.ts";
import type { Comparison, Found, Placed } from "./comparison.ts";
import { groupBy } from "./group-by.ts";
import { capitalized, compareText } from "./text.ts";

const LARGEST_VALUE = 400;

/** What was found as sentences, each once, whatever uses it in both directions; breaking changes first. */
export function changesOf(comparison: Comparison): Change[] {
  const groups = groupBy(comparison.found, keyOf);
  const context = { subjects: new Subjects(comparison.documents), uses: new LazyUses(comparison) };
  return [...groups.values()].map((group) => changeOf(group, context)).sort(byWeight);
}

function keyOf({ kind, node, property, of, before, after, label, say }: Placed): string {
  // What is required in a request is always there in a response.
  const text = property === "required" ? say.replace(/now (required|always there)$/, "") : of;
  return JSON.stringify([kind, node, property, before?.pointer, after?.pointer, text, label]);
}

type Context = { readonly subjects: Subjects; readonly uses: LazyUses };

function changeOf(group: readonly Placed[], { subjects, uses }: Context): Change {
  const [first, ...others] = group.toSorted(
    (one, other) =>
      BUMPS.indexOf(other.bump) - BUMPS.indexOf(one.bump) ||
      ROLES.indexOf(one.role) - ROLES.indexOf(other.role),
  );
  if (!first) throw new Error("an empty group");
  const { kind, node, property, bump, reason, before, after, of = "", say } = first;
  const subject = subjects.at(first.label, first.labelIn);
  return {
    kind,
    message: `${capitalized([`${of}${subject}`, say].filter(Boolean).join(" "))}.`,
    bump,
    ...(reason === undefined ? {} : { reason }),
    node,
    ...(property === undefined ? {} : { property }),
    ...(before ? { before: small(before) } : {}),
    ...(after ? { after: small(after) } : {}),
    uses: sortedUses([first, ...others].flatMap((found) => uses.of(found))),
  };
}

const ROLES = ["request", "response", "type"];

/** Leaves out large values, such as a whole operation. */
function small({ pointer, value }: NonNullable<Found["before"]>): Spot {
  const isSmall = value !== undefined && JSON.stringify(value).length <= LARGEST_VALUE;
  return { pointer, ...(isSmall ? { value } : {}) };
}

function sortedUses(uses: readonly Use[]): Use[] {
  const unique = new Map(uses.map((use) => [`${use.operation} ${use.direction}`, use]));
  return [...unique].sort(([one], [other]) => compareText(one, other)).map(([, use]) => use);
}

/** Uses of what was compared are known; components that are gone or new are looked up in their document. */
class LazyUses {
  readonly #comparison: Comparison;
  readonly #byOwner = new Map<Placed["owner"], Use[]>();
  #uses: { readonly base: Uses; readonly revision: Uses } | undefined;

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
  }

  of({ owner, role, before, after }: Placed): readonly Use[] {
    if (role === "type")
      return [...this.#at("base", before?.pointer), ...this.#at("revision", after?.pointer)];
    const known = this.#byOwner.get(owner) ?? this.#comparison.usesOf(owner);
    this.#byOwner.set(owner, known);
    return known;
  }

  #at(side: "base" | "revision", pointer: string | undefined): readonly Use[] {
    const { base, revision } = this.#comparison.documents;
    this.#uses ??= { base: usesOf(base), revision: usesOf(revision) };
    return pointer?.startsWith("#/components/") ? this.#uses[side].at(pointer) : [];
  }
}

function byWeight(one: Change, other: Change): number {
  const weight = BUMPS.indexOf(other.bump) - BUMPS.indexOf(one.bump);
  return weight || compareText(one.message, other.message);
}
