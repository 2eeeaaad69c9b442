import type { JsonValue } from "../../read/json.ts";
import type { Change, MeaningAlert } from "../documents/change.ts";
import type { Documents } from "../documents/documents.ts";
import { isWithin } from "../documents/pointer.ts";
import type { Use } from "../documents/uses.ts";
import type { At } from "../normal/unwrap.ts";
import type { Rating, Role } from "./rating.ts";

/** A node in both documents. */
export type Pair = {
  readonly base: At;
  readonly revision: At;
  readonly role: Role;
  /** Where it is named: in a component, or at the place that now refers to another one. */
  readonly label: string;
  readonly owner: Owner;
};

/** Nodes that are compared once, whoever refers to them. */
export class Owner {
  readonly parents = new Set<Owner>();
  readonly uses: Use[] = [];
}

type Spot = { readonly pointer: string; readonly value?: JsonValue };

export type Found = Rating & {
  readonly kind: Change["kind"];
  readonly node: string;
  readonly property?: string;
  /** The words before the subject, such as `` `type` of ``. */
  readonly of?: string;
  /** The subject, if not the place. */
  readonly label?: string;
  /** The document that the label is a pointer of; by default the new one. */
  readonly labelIn?: "base";
  /** The words after the subject. */
  readonly say: string;
  readonly before?: Spot;
  readonly after?: Spot;
};

export type Placed = Found & { readonly owner: Owner; readonly label: string; readonly role: Role };
export type Alert = Pick<MeaningAlert, "kind" | "before" | "after"> & {
  readonly owner: Owner;
  readonly label: string;
  readonly pointer: string;
};

type CompareSchemas = (pair: Pair, comparison: Comparison) => void;

/** Collects what differs between two documents, and who uses it. */
export class Comparison {
  readonly documents: Documents;
  readonly found: Placed[] = [];
  readonly alerts: Alert[] = [];
  /** Components that only changed their name, from pointer to pointer. */
  readonly renamed = new Map<string, string>();
  /** Whether a part of the base URL moved into all paths, or back. */
  areSameUrls = false;
  readonly #owners = new Map<string, Owner>();
  readonly #waiting: (() => void)[] = [];
  readonly #compared = new Set<string>();

  readonly #compareSchemas: CompareSchemas;

  constructor(documents: Documents, compareSchemas: CompareSchemas) {
    this.documents = documents;
    this.#compareSchemas = compareSchemas;
  }

  /** Compares two schemas below a pair; once for all, if they are those of another component, as of a merged part. */
  compareBelow(pair: Pair, both: Pick<Pair, "base" | "revision">): void {
    const next = below(pair, both);
    const isInside = isBelow(next.base, pair.base) && isBelow(next.revision, pair.revision);
    if (isInside) this.#compareSchemas(next, this);
    else this.link(next, (linked) => this.#compareSchemas(linked, this));
  }

  report({ owner, label, role }: Pair, found: Found): void {
    this.found.push({ owner, role, ...found, label: found.label ?? label });
  }

  alert({ owner, label, revision }: Pair, alert: Pick<Alert, "kind" | "before" | "after">): void {
    this.alerts.push({ owner, label, pointer: revision.pointer, ...alert });
  }

  /** Compares what a pair refers to, once for all that refer to it. */
  link(pair: Pair, compare: (pair: Pair) => void): void {
    const { base, revision, role } = pair;
    const key = `${role} ${base.pointer} ${revision.pointer}`;
    const known = this.#owners.get(key);
    const owner = known ?? new Owner();
    owner.parents.add(pair.owner);
    if (known) return;
    this.#owners.set(key, owner);
    this.#compared.add(`${base.pointer} ${revision.pointer}`);
    // A component is named after itself, unless another one is in its place.
    const label =
      base.pointer === revision.pointer && base.pointer.startsWith("#/components/")
        ? base.pointer
        : pair.label;
    this.#waiting.push(() => compare({ ...pair, label, owner }));
  }

  /** Whether two nodes were compared, in any role. */
  hasCompared(base: string, revision: string): boolean {
    return this.#compared.has(`${base} ${revision}`);
  }

  finish(): void {
    for (let next = this.#waiting.pop(); next; next = this.#waiting.pop()) next();
  }

  /** The operations that reach an owner. */
  usesOf(owner: Owner): Use[] {
    const seen = new Set([owner]);
    const found = new Map<string, Use>();
    for (const next of seen) {
      for (const use of next.uses) found.set(`${use.operation} ${use.direction}`, use);
      for (const parent of next.parents) seen.add(parent);
    }
    return [...found.values()];
  }
}

/** A pair of nodes below a pair. */
export function below(pair: Pair, { base, revision }: Pick<Pair, "base" | "revision">): Pair {
  return { ...pair, base, revision, label: labelAt(pair, revision.pointer, "revision") };
}

/** The pointer of a node below a pair, as it is named. What is not below it keeps its own. */
export function labelAt(pair: Pair, pointer: string, side: "base" | "revision"): string {
  const start = pair[side].pointer;
  return isWithin(pointer, start) ? pair.label + pointer.slice(start.length) : pointer;
}

/** The pair itself is not below it: a schema may be part of its own property. */
function isBelow({ pointer }: At, above: At): boolean {
  return pointer !== above.pointer && isWithin(pointer, above.pointer);
}
