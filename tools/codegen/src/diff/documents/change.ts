import type { JsonValue } from "../../read/json.ts";
import type { Use } from "./uses.ts";

/** What a change asks of the next version, from the least. */
export const BUMPS = ["patch", "minor", "major"] as const;
export type Bump = (typeof BUMPS)[number];

/** The greatest of several; nothing where there are none. */
export function highest(bumps: Iterable<Bump>): Bump | undefined {
  const given = new Set(bumps);
  return BUMPS.findLast((bump) => given.has(bump));
}

/** One thing that differs between two versions of a document. */
export type Change = {
  readonly kind: "added" | "removed" | "renamed" | "changed";
  /** A sentence for a person. */
  readonly message: string;
  readonly bump: Bump;
  /** Why it is rated so, where that is not plain. */
  readonly reason?: string;
  /** Redocly's rating, where ours differs. */
  readonly redocly?: Bump;
  /** The kind of node in the document, such as `Schema`. */
  readonly node: string;
  /** The property of the node that changed; `key` when the node's own name did. */
  readonly property?: string;
  readonly before?: Spot;
  readonly after?: Spot;
  /** The operations that send or answer with it. */
  readonly uses: readonly Use[];
};

/** Where something stands in a version of the document, and what it is when it is small. */
export type Spot = { readonly pointer: string; readonly line?: number; readonly value?: JsonValue };

/** Something that may mean another thing now although its type is the same. */
export type MeaningAlert = {
  readonly kind: "description" | "unit" | "default" | "section" | "enum order";
  readonly subject: string;
  readonly pointer: string;
  readonly before: string;
  readonly after: string;
  readonly uses: readonly Use[];
};

/** Everything that differs between two versions of a document. */
export type SpecDiff = {
  readonly vendor?: string;
  readonly from: Version;
  readonly to: Version;
  /** What the changes ask of the client's next version; nothing when there are none. */
  readonly bump?: Bump;
  readonly changes: readonly Change[];
  readonly meaning: readonly MeaningAlert[];
};

type Version = { readonly label: string; readonly file: string; readonly version?: string };
