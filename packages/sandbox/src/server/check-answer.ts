import { type OperationSchemas, responseOf } from "../engine/document/operation-schemas.ts";
import type { Validator } from "../engine/document/validator.ts";
import type { Answer } from "../engine/request/call.ts";

/** What is wrong with an answer according to the document; empty when nothing is. */
export function checkAnswer(
  answer: Answer,
  { operation, validator }: { operation: OperationSchemas; validator: Validator },
): string[] {
  if (answer.quirk !== undefined) return [];
  const declared = responseOf(operation, answer.status);
  if (declared === undefined) {
    // Vendors leave most error statuses out of their documents; successes must be there.
    return answer.status < 400 ? [`status ${answer.status} is not in the document`] : [];
  }
  const hasBody = answer.body !== undefined || answer.text !== undefined;
  if (declared.schema === undefined) return hasBody ? ["body: the document has none"] : [];
  if (!hasBody) return ["body: missing"];
  const problems = validator.check(declared.schema, answer.body ?? answer.text);
  const sent = answer.contentType ?? (answer.text === undefined ? "application/json" : "text/plain");
  const expected = declared.contentType ?? "application/json";
  if (sent.split(";")[0] !== expected.split(";")[0]) problems.push(`content type ${sent}, not ${expected}`);
  return problems;
}
