import { parseBody } from "../input/read-body.ts";
import { readParameters } from "../input/read-parameters.ts";
import { errorLocation, type Log } from "../observe/log.ts";
import { type CallDetails, withCallDetails } from "../operations/call-details.ts";
import type { Call } from "../operations/operation.ts";
import { asDocumented, isExpected, toErrorResponse } from "../responses/error-response.ts";
import { type CallResponse, jsonResponse, toResponse } from "../responses/response.ts";
import type { StoredResponse } from "../store/store.ts";
import { auditResult, createBeginWrite } from "./audit.ts";
import { authorize, withOnlyAccount } from "./authorize.ts";
import { raceAbort, withDeadline } from "./deadline.ts";
import { performOnce } from "./idempotency.ts";
import { isBatch, type PerformOptions, type Received, type Route } from "./route.ts";

/** Performs one request: checks token, scope and input, runs the handler, and adds writes to the audit log. Never rejects. */
export async function perform(
  route: Route,
  received: Received,
  details: CallDetails,
  options: PerformOptions,
): Promise<CallResponse> {
  return withCallDetails(details, async () => {
    const response = await checkAndRun(route, received, details, options).catch((error: unknown) =>
      toFailure(error, route, details, options.log),
    );
    if (isAudited(route, details) && details.token) await auditResult(details, response.status, options);
    return response;
  });
}

/** The requests of a batch have entries of their own. */
function isAudited(route: Route, { safety = route.schemas.safety }: CallDetails): boolean {
  return safety !== "read" && !isBatch(route);
}

/** The response to an error, which is logged if it is unexpected. */
function toFailure(error: unknown, { schemas }: Route, details: CallDetails, log: Log): StoredResponse {
  details.failure = error;
  const { body, headers } = asDocumented(toErrorResponse(error, details), schemas.responses);
  if (!isExpected(error))
    log("error", "unexpected", { request_id: details.requestId, ...errorLocation(error) });
  return jsonResponse(body.statusCode, body, { ...details.rateLimit, ...headers });
}

async function checkAndRun(
  route: Route,
  received: Received,
  details: CallDetails,
  options: PerformOptions,
): Promise<CallResponse> {
  await authorize(route, received, details, options);
  const text = route.schemas.body ? await received.text() : "";
  const { parameters, body } = checkInput(route, received, { text, details, options });
  const { clientSignal, dispatch } = received;
  // The boundary: what was validated against the document takes the types generated from it.
  const accept = received.headers.get("accept");
  const call = { ...parameters, body, accept, clientSignal, details, dispatch } as unknown as Call<never>;
  const run = () => runHandler(route, call, options);
  if (!("Idempotency-Key" in parameters.header)) return run();
  const key = String(parameters.header["Idempotency-Key"]);
  const { store, log } = options;
  return performOnce(received, details, {
    ...{ store, log, key, text, run },
    toFailure: (error) => toFailure(error, route, details, log),
  });
}

function runHandler(route: Route, call: Call<never>, options: PerformOptions): Promise<CallResponse> {
  const { clientSignal, details } = call;
  const limits = { clientSignal, milliseconds: options.callTimeoutMs };
  // A write to a vendor can be given up until it says that it begins.
  const isVendorWrite = isAudited(route, details) && route.area === "records";
  return withDeadline(limits, async (signal, removeDeadline) => {
    if (isAudited(route, details)) {
      // Administration keeps its deadline, which ends a check of credentials.
      const begin = isVendorWrite ? removeDeadline : () => {};
      details.beginWrite = createBeginWrite(details, begin, options);
      if (route.area === "administration") await details.beginWrite();
    }
    const reply = Promise.resolve(route.handler({ ...call, signal }));
    return toResponse(await (isVendorWrite ? raceAbort(signal, reply) : reply), route.schemas, details);
  });
}

type Context = { readonly text: string; readonly details: CallDetails; readonly options: PerformOptions };

/** Operations that take a body as lines, and the property that the second and further lines are items of. */
const LINES_TO: Partial<Record<Route["id"], string>> = { createBulkPlan: "devices" };

function checkInput(
  { id, schemas }: Route,
  received: Received,
  { text, details, options: { validator } }: Context,
) {
  const search = withOnlyAccount(schemas, received.search, details.token);
  const parameters = readParameters(schemas, { ...received, search }, validator);
  if ("id" in parameters.path) details.recordId = String(parameters.path.id); // in the spelling in which it is stored
  const contentType = received.headers.get("content-type");
  return { parameters, body: parseBody(schemas, { text, contentType, linesTo: LINES_TO[id] }, validator) };
}
