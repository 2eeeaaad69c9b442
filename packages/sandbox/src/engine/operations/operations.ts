import type { VendorDocument } from "../document/operation-schemas.ts";
import type { Resource } from "../document/resource.ts";
import type { Collection } from "../records/collection.ts";
import type { Row } from "../records/values.ts";
import type { Call, ResourceCall, VendorResponse } from "../request/call.ts";
import type { End, Links } from "./links.ts";
import type { Records } from "./records.ts";

/** How a vendor renders what the document alone does not describe. */
export type Rendering = {
  /** A list in the vendor's query language. Default: pages of the records by id. */
  list?(call: ResourceCall, collection: Collection): VendorResponse | undefined;
  /** A record as an operation shows it. Default: as it is kept. */
  show?(call: ResourceCall, row: Row): Row;
  /** A list of the records that a record is linked with. */
  linked?(call: ResourceCall, ends: readonly End[]): VendorResponse;
  /** The property around a record, where a response has it. */
  readonly envelope?: string | readonly string[] | undefined;
};

export type Operations = {
  readonly document: VendorDocument;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly records: Records;
  readonly links: Links;
  readonly rendering: Rendering;
  fail(call: Call, problem: { status: number; message: string }): VendorResponse;
};
