import type { VendorDocument } from "./operation-schemas.ts";
import { createRouter, type Router } from "./router.ts";
import { createValidator, type Validator } from "./validator.ts";

export type CompiledDocument = { router: Router; validator: Validator };

const compiled = new WeakMap<VendorDocument, CompiledDocument>();

/** Router and validator of a document, made once however many sandboxes share it. */
export function compileDocument(document: VendorDocument): CompiledDocument {
  const known = compiled.get(document);
  if (known) return known;
  const made = {
    router: createRouter(document.operationSchemas),
    validator: createValidator(document.schemas),
  };
  compiled.set(document, made);
  return made;
}
