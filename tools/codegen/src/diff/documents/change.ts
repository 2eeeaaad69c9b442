import type { JsonValue } from "../../read/json.ts";
import type { Use } from "./uses.ts";

/** Version bumps, smallest first. */
export const BUMPS = ["patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** The largest bump; undefined for none. */
export function highest(bumps: Iterable<Bump>): Bump | undefined {
  const given = new Set(bumps);
  return BUMPS.findLast((bump) => given.has(bump));
}

/** A change between two versions of a document. */
export type Change = {
  readonly kind: "added" | "removed" | "renamed" | "changed";
  /** A sentence that describes it. */
  readonly message: string;
  readonly bump: Bump;
  /** The reason for the rating, if it is not obvious. */
  readonly reason?: string;
  /** Redocly's rating, if it was asked and differs. */
  readonly redocly?: Bump;
  /** The kind of node in the document, such as `Schema`. */
  readonly node: string;
  /** The changed property of the node; `key` if its name changed. */
  readonly property?: string;
  readonly before?: Spot;
  readonly after?: Spot;
  /** The operations that send or return it. */
  readonly uses: readonly Use[];
};

/** The position of a node in a version of the document, and its value if it is small. */
export type Spot = { readonly pointer: string; readonly line?: number; readonly value?: JsonValue };

/** A change of meaning without a change of type. */
export type MeaningAlert = {
  readonly kind: "description" | "unit" | "default" | "example" | "section" | "enum order";
  readonly subject: string;
  readonly pointer: string;
  readonly before: string;
  readonly after: string;
  readonly uses: readonly Use[];
};

/** All changes between two versions of a document. */
export type SpecDiff = {
  readonly vendor?: string;
  readonly from: Version;
  readonly to: Version;
  /** The bump for the next version of the client; undefined without changes. */
  readonly bump?: Bump;
  /** Redocly's rating of all changes, if it was asked. */
  readonly redocly?: Bump | "none";
  readonly changes: readonly Change[];
  readonly meaning: readonly MeaningAlert[];
};

type Version = { readonly label: string; readonly file: string; readonly version?: string };
