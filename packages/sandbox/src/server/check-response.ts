import { type OperationSchemas, responseOf } from "../engine/document/operation-schemas.ts";
import type { Validator } from "../engine/document/validator.ts";
import type { VendorResponse } from "../engine/request/call.ts";

/** The problems of a response according to the document. */
export function checkResponse(
  response: VendorResponse,
  { operation, validator }: { operation: OperationSchemas; validator: Validator },
): string[] {
  if (response.quirk !== undefined) return [];
  const declared = responseOf(operation, response.status);
  if (declared === undefined) {
    // Vendors leave most error statuses out of their documents; successes must be there.
    return response.status < 400 ? [`status ${response.status} is not in the document`] : [];
  }
  const hasBody = response.body !== undefined || response.text !== undefined;
  if (declared.schema === undefined) return hasBody ? ["body: the document has none"] : [];
  if (!hasBody) return ["body: missing"];
  const problems = validator.check(declared.schema, response.body ?? response.text);
  const sent = response.contentType ?? (response.text === undefined ? "application/json" : "text/plain");
  const expected = declared.contentType ?? "application/json";
  if (sent.split(";")[0] !== expected.split(";")[0]) problems.push(`content type ${sent}, not ${expected}`);
  return problems;
}
