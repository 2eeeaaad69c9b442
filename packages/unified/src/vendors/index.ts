import { InvalidInputError } from "@mdmkit/runtime";
import type { VendorDescriptor } from "../contract/vendor-option.ts";
import type { Lineage } from "../lineage/lineage.ts";
import { describeOperations, type VendorDocument } from "../raw/vendor-document.ts";
import { documents, lineages, vendors } from "./generated/registry.ts";

export { capabilitiesOf } from "../contract/capabilities.ts";
export { describeVendor, exampleValues } from "../contract/vendor-descriptor.ts";
export type {
  CredentialScheme,
  Values,
  VendorDescriptor,
  VendorOption,
  VendorTransport,
} from "../contract/vendor-option.ts";
export {
  checkValues,
  completeScheme,
  explainProblem,
  usableValues,
  type ValueProblem,
} from "../contract/vendor-values.ts";
export type {
  Explanation,
  FieldSource,
  Lineage,
  Presence,
  ResourceLineage,
  SourceOperation,
  WriteLineage,
} from "../lineage/lineage.ts";

export type { OperationDescription, VendorDocument } from "../raw/vendor-document.ts";
export { vendors };

/** Id of a vendor of this package. */
export type VendorId = keyof typeof vendors;

/** Whether a word is the id of a vendor of this package. */
export function isVendorId(id: string): id is VendorId {
  return Object.hasOwn(vendors, id);
}

/** The descriptor of one vendor. Throws `InvalidInputError` for an unknown id. */
export async function loadVendor(id: string): Promise<VendorDescriptor> {
  return (await vendors[knownId(id)]()).descriptor;
}

/** The lineage of one vendor. Throws `InvalidInputError` for an unknown id. */
export async function loadLineage(id: string): Promise<Lineage> {
  return (await lineages[knownId(id)]()).lineage;
}

/**
 * Every operation of one vendor's own API, as its document describes it: what `mdm.raw` calls. Throws `InvalidInputError` for an unknown id.
 *
 * @example
 * const { operations, schemas } = await loadDocument("jumpcloud");
 * const { method, path, safety, input } = operations.systems_list;
 */
export async function loadDocument(id: string): Promise<VendorDocument> {
  return describeOperations(await documents[knownId(id)]());
}

function knownId(id: string): VendorId {
  if (isVendorId(id)) return id;
  throw new InvalidInputError(`Unknown vendor. Known vendors: ${Object.keys(vendors).join(", ")}.`);
}

/** The descriptors of all vendors; their adapters are not loaded. */
export function loadVendors(): Promise<VendorDescriptor[]> {
  return Promise.all(Object.values(vendors).map(async (load) => (await load()).descriptor));
}
