import type { VendorDocument } from "./operation-schemas.ts";
import { type Resource, readResources } from "./resource.ts";
import { createRouter, type Router } from "./router.ts";
import { createValidator, type Validator } from "./validator.ts";

export type CompiledDocument = {
  router: Router;
  validator: Validator;
  resources: ReadonlyMap<string, Resource>;
};

const compiled = new WeakMap<VendorDocument, CompiledDocument>();
const validators = new WeakMap<VendorDocument["schemas"], Validator>();

/** What is derived from a document, once for all sandboxes that share it. */
export function compileDocument(document: VendorDocument): CompiledDocument {
  const known = compiled.get(document);
  if (known) return known;
  const made = {
    router: createRouter(document.operationSchemas),
    validator: validatorOf(document.schemas),
    resources: readResources(document),
  };
  compiled.set(document, made);
  return made;
}

/** One for all documents with these schemas: a draft derives a document for each of its sandboxes. */
function validatorOf(schemas: VendorDocument["schemas"]): Validator {
  const known = validators.get(schemas);
  if (known) return known;
  const made = createValidator(schemas);
  validators.set(schemas, made);
  return made;
}
