import type { SchemaValidator } from "@mdmkit/schema-validator";
import { loadDocument, type OperationDescription, type VendorDescriptor } from "@mdmkit/unified/vendors";
import type { Call } from "../../args/call.ts";
import { usageError } from "../../process/command-error.ts";
import { suggest } from "../../process/suggest.ts";

export type FoundOperation = {
  readonly vendor: VendorDescriptor;
  readonly operation: OperationDescription;
  readonly validator: SchemaValidator;
};

/** The operation of the vendor of this run; of several vendors, the first that has it. */
export async function findOperation(
  vendors: readonly VendorDescriptor[],
  name: string,
): Promise<FoundOperation> {
  const documents = await Promise.all(
    vendors.map(async (vendor) => ({ vendor, document: await loadDocument(vendor.id) })),
  );
  for (const { vendor, document } of documents) {
    const operation = Object.hasOwn(document.operations, name) ? document.operations[name] : undefined;
    if (!operation) continue;
    const { createSchemaValidator } = await import("@mdmkit/schema-validator");
    return { vendor, operation, validator: createSchemaValidator(document.schemas) };
  }
  const known = documents.flatMap(({ document }) => Object.keys(document.operations));
  const ids = vendors.map(({ id }) => id).join(", ");
  throw usageError(
    `${ids}: unknown operation ${name}.`,
    suggest(name, known) ?? "`mdmkit raw` lists the operations.",
  );
}

/** The vendors that this run can be about. */
export const candidateVendors = async (call: Call): Promise<readonly VendorDescriptor[]> =>
  (await call.vendors()).map(({ descriptor }) => descriptor);
