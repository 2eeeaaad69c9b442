import type { JsonValue } from "../read/json.ts";
import type { Bump } from "./bump.ts";
import type { Use } from "./uses.ts";

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
