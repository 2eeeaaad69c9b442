import type { Match } from "../engine/document/router.ts";
import type { Validator } from "../engine/document/validator.ts";
import type { VendorResponse } from "../engine/request/call.ts";
import { type IncomingRequest, readRequest } from "../engine/request/read-request.ts";
import type { VendorModel } from "../engine/vendor/vendor-model.ts";
import { checkResponse } from "./check-response.ts";
import type { Violation } from "./log.ts";

export type VendorCall = {
  model: VendorModel;
  validator: Validator;
  match: Match;
  now: number;
  violate(violation: Violation): void;
};

/** The fake vendor's own answer: credentials, document, handler, and the document again. */
export function vendorResponse(
  request: IncomingRequest,
  { model, validator, match, now, violate }: VendorCall,
): VendorResponse {
  const { operationId, operation } = match;
  const { call, problems } = readRequest(request, { match, validator, now, overLimit: model.overLimit });
  const refusal = model.authenticate(call);
  if (refusal) return refusal;
  const report = (kind: Violation["kind"], found: string[]) =>
    violate({
      kind,
      operation: operationId,
      method: operation.method,
      path: request.url.pathname,
      problems: found,
    });
  if (problems.length > 0) {
    report("request", problems);
    const message = `${operationId}: ${problems.join("; ")}`;
    return model.error(operation, { status: 400, message, details: problems });
  }
  const response = model.handle(call);
  if (response === undefined) {
    const message = `${operationId} has no handler in this sandbox`;
    return { ...model.error(operation, { status: 501, message }), quirk: "not-implemented" };
  }
  const wrong = checkResponse(response, { operation, validator });
  if (wrong.length === 0) return response;
  report("response", wrong);
  const message = `${operationId}: the sandbox's response breaks the document: ${wrong.join("; ")}`;
  return model.error(operation, { status: 500, message });
}
