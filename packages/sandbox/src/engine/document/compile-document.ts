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

/** What is derived from a document, once for all sandboxes that share it. */
export function compileDocument(document: VendorDocument): CompiledDocument {
  const known = compiled.get(document);
  if (known) return known;
  const made = {
    router: createRouter(document.operationSchemas),
    validator: createValidator(document.schemas),
    resources: readResources(document),
  };
  compiled.set(document, made);
  return made;
}
