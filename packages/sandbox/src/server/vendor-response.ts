import type { Match } from "../engine/document/router.ts";
import type { Validator } from "../engine/document/validator.ts";
import type { VendorResponse } from "../engine/request/call.ts";
import { type IncomingRequest, readRequest } from "../engine/request/read-request.ts";
import type { OperationResponder } from "../engine/vendor/create-operations.ts";
import type { VendorModel } from "../engine/vendor/vendor-model.ts";
import { checkResponse } from "./check-response.ts";
import type { Violation } from "./log.ts";
import { asSequence } from "./write-sequence.ts";

export type VendorCall = {
  model: VendorModel;
  operations: OperationResponder;
  validator: Validator;
  match: Match;
  checkResponses: boolean;
  now: number;
  violate(violation: Violation): void;
};

/** The fake vendor's own response: credentials, document, operation, and the document again. */
export function vendorResponse(request: IncomingRequest, vendorCall: VendorCall): VendorResponse {
  const { model, match, violate } = vendorCall;
  const { operationId, operation } = match;
  const report = (kind: Violation["kind"], problems: string[]) =>
    violate({ kind, operation: operationId, method: operation.method, path: request.url.pathname, problems });
  const broken = (problem: string): VendorResponse => ({
    ...model.error(operation, { status: 500, message: `${operationId}: ${problem}` }),
    quirk: "broken-sandbox",
  });
  try {
    const { response, problems } = validResponse(request, vendorCall, (found) => report("request", found));
    if (problems.length === 0) return response;
    report("response", problems);
    return broken(`the response of the sandbox does not match the document: ${problems.join("; ")}`);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    report("exception", [text]);
    return broken(`the sandbox failed: ${text}`);
  }
}

function validResponse(
  request: IncomingRequest,
  { model, operations, validator, match, checkResponses, now }: VendorCall,
  refuse: (problems: string[]) => void,
): { response: VendorResponse; problems: string[] } {
  const { operationId, operation } = match;
  const { call, problems } = readRequest(request, { match, validator, now, overLimit: model.overLimit });
  const refusal = model.authenticate(call);
  if (refusal) return { response: refusal, problems: [] };
  if (problems.length > 0) {
    refuse(problems);
    const message = `${operationId}: ${problems.join("; ")}`;
    return { response: model.error(operation, { status: 400, message, details: problems }), problems: [] };
  }
  const made = operations.respond(call);
  if (made === undefined) return { response: notModelled(operationId), problems: [] };
  const response = asSequence(made, operation);
  return { response, problems: checkResponses ? checkResponse(response, { operation, validator }) : [] };
}

/**
 * Says that the sandbox lacks the operation. Clients take 404 and 410 for a missing record, and 5xx, 408 and 429 for an
 * outage, which they wait for and repeat; 405 is neither.
 */
function notModelled(operationId: string): VendorResponse {
  const message = `The sandbox does not model ${operationId}. Nothing was done. Add a handler for it.`;
  return {
    status: 405,
    body: { code: "sandbox-not-modelled", message },
    headers: { allow: "", "cache-control": "no-store" },
    quirk: "not-modelled",
  };
}
