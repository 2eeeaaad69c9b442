import type { Bump, SpecDiff } from "../diff/documents/change.ts";
import type { Method } from "./lineage.ts";

/** What a diff affects. Changes are indexes in `diff.changes`, alerts in `diff.meaning`. */
export type Impact = {
  readonly vendor: string;
  /** The product name. */
  readonly product: string;
  readonly diff: SpecDiff;
  /** False if the adapter has no lineage, so that fields and writes are not known. */
  readonly hasLineage: boolean;
  readonly operations: readonly OperationImpact[];
  /** Changed types, with their names in the document and in the client. */
  readonly types: readonly TypeImpact[];
  readonly fields: readonly FieldImpact[];
  readonly writes: readonly WriteImpact[];
  /** Other lines of the adapter that read what changed, such as those of `check` or of a helper. */
  readonly code: readonly CodeImpact[];
  /** Deprecated operations that the adapter uses. */
  readonly deprecated: readonly DeprecatedUse[];
  readonly places: readonly ReviewLocation[];
  readonly packages: readonly PackageImpact[];
};

export type OperationImpact = {
  readonly operation: string;
  /** Whether the adapter uses it. */
  readonly isUsed: boolean;
  readonly changes: readonly number[];
};

export type TypeImpact = { readonly schema: string; readonly exportedAs?: string };

/** `lost`: no source left; `fewer`: another source left; `values`: other values; `changed`: other sources. */
export type FieldEffect = "lost" | "fewer" | "values" | "changed" | "review";

export type FieldImpact = {
  readonly resource: string;
  readonly field: string;
  readonly methods: readonly Method[];
  readonly effect: FieldEffect;
  /** The affected vendor properties that feed it. */
  readonly properties: readonly string[];
  readonly changes: readonly number[];
  readonly alerts: readonly number[];
  readonly place: ReviewLocation;
};

export type WriteImpact = {
  /** Such as `devices.actions.erase`. */
  readonly member: string;
  readonly operations: readonly string[];
  /** Whether one of its operations was removed. */
  readonly isBroken: boolean;
  readonly changes: readonly number[];
};

export type CodeImpact = { readonly place: ReviewLocation; readonly changes: readonly number[] };

export type DeprecatedUse = {
  readonly operation: string;
  /** The date in the document, if any: `sunset 2027-03-01`. */
  readonly date?: string;
  readonly neededBy: readonly string[];
};

/** A position in this repository that a change affects. */
export type ReviewLocation = { readonly file: string; readonly line?: number; readonly about: string };

export type PackageImpact = { readonly name: string; readonly bump: Bump; readonly reason: string };
