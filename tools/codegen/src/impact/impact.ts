import type { Bump, SpecDiff } from "../diff/documents/change.ts";
import type { Method } from "./lineage.ts";

/** Whom a diff hurts. Changes are told by their position in `diff.changes`, alerts in `diff.meaning`. */
export type Impact = {
  readonly vendor: string;
  /** The product's name, as people write it. */
  readonly product: string;
  readonly diff: SpecDiff;
  /** False where the adapter has no lineage: fields and writes are then not known. */
  readonly hasLineage: boolean;
  readonly operations: readonly OperationImpact[];
  /** Generated types whose members changed, by their names in the document and in the client. */
  readonly types: readonly TypeImpact[];
  readonly fields: readonly FieldImpact[];
  readonly writes: readonly WriteImpact[];
  /** Operations the vendor wants to end that the adapter still needs. */
  readonly deprecated: readonly DeprecatedUse[];
  readonly places: readonly Place[];
  readonly packages: readonly PackageImpact[];
};

export type OperationImpact = {
  readonly operation: string;
  /** Whether the unified client reads from it or sends it. */
  readonly isUsed: boolean;
  readonly changes: readonly number[];
};

export type TypeImpact = { readonly schema: string; readonly exportedAs?: string };

/** `lost`: nothing feeds it any more; `fewer`: something else still does; `reads`: its sources are other than before. */
export type FieldEffect = "lost" | "fewer" | "values" | "changed" | "read again";

export type FieldImpact = {
  readonly resource: string;
  readonly field: string;
  readonly methods: readonly Method[];
  readonly effect: FieldEffect;
  /** The vendor's properties that feed it and are concerned. */
  readonly properties: readonly string[];
  readonly changes: readonly number[];
  readonly alerts: readonly number[];
  readonly place: Place;
};

export type WriteImpact = {
  /** Such as `devices.actions.erase`. */
  readonly member: string;
  readonly operations: readonly string[];
  /** Whether one of its operations is gone. */
  readonly isBroken: boolean;
  readonly changes: readonly number[];
};

export type DeprecatedUse = {
  readonly operation: string;
  /** The vendor's date, where the document has one: `sunset 2027-03-01`. */
  readonly date?: string;
  readonly neededBy: readonly string[];
};

export type Place = { readonly file: string; readonly line?: number; readonly about: string };

export type PackageImpact = { readonly name: string; readonly bump: Bump; readonly reason: string };
