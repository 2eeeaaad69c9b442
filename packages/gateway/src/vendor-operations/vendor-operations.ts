import { loadDocument, type OperationDescription, type VendorDocument } from "@mdmkit/unified/vendors";
import { GatewayError } from "../errors/gateway-error.ts";
import { createValidator, type Validator } from "../input/validator.ts";

/** A vendor's document, with the validator of its schemas. */
export type VendorOperations = VendorDocument & { readonly validator: Validator };

const known = new Map<string, Promise<VendorOperations>>();

/** The operations of a vendor's own API. They are loaded once in this process, when they are first asked for. */
export function loadVendorOperations(vendor: string): Promise<VendorOperations> {
  const before = known.get(vendor);
  if (before) return before;
  const loading = loadDocument(vendor).then((document) => ({
    ...document,
    validator: createValidator(document.schemas),
  }));
  known.set(vendor, loading);
  loading.catch(() => known.delete(vendor));
  return loading;
}

/** Throws 404 for a name that the vendor's document does not have. */
export function findOperation({ operations }: VendorOperations, name: string): OperationDescription {
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation) return operation;
  throw new GatewayError(
    404,
    "The vendor has no operation of this name. `/vendor/openapi.json` lists its operations.",
  );
}
