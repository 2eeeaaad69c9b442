import { parseBody } from "../input/read-body.ts";
import { readParameters } from "../input/read-parameters.ts";
import type { Log } from "../observe/log.ts";
import { placeOf } from "../observe/log.ts";
import { type CallFacts, withFacts } from "../operations/call-facts.ts";
import type { Call } from "../operations/operation.ts";
import { answerError, isExpected, promised } from "../responses/error-response.ts";
import { type Answer, answerOf, answerWith } from "../responses/response.ts";
import type { StoredAnswer } from "../store/store.ts";
import { beginning, writeDown } from "./audit.ts";
import { authorize, withOnlyAccount } from "./authorize.ts";
import { orEnd, withinTime } from "./deadline.ts";
import { runKeyed } from "./idempotency.ts";
import type { PerformOptions, Received, Route } from "./route.ts";

/** Answers one request: checks token, scope and input, runs the handler, and writes what it did to the audit log. */
export async function perform(
  route: Route,
  received: Received,
  facts: CallFacts,
  options: PerformOptions,
): Promise<Answer> {
  return withFacts(facts, async () => {
    const answer = await answered(route, received, facts, options);
    if (isAudited(route) && facts.token) {
      await writeDown(facts, answer.status, options);
    }
    return answer;
  });
}

/** The requests of a batch are written down one by one. */
function isAudited({ id, schemas }: Route): boolean {
  return schemas.safety !== "read" && id !== "performBatch";
}

/** Writes to vendors, which begin when they say so; until then they can be given up. */
function isVendorWrite(route: Route): boolean {
  return isAudited(route) && route.schemas.path.startsWith("/unified/");
}

async function answered(
  route: Route,
  received: Received,
  facts: CallFacts,
  options: PerformOptions,
): Promise<Answer> {
  try {
    return await checkedAnswer(route, received, facts, options);
  } catch (error) {
    return failed(error, route, facts, options.log);
  }
}

/** The answer to what was thrown, which is noted. */
function failed(error: unknown, { schemas }: Route, facts: CallFacts, log: Log): StoredAnswer {
  facts.failure = error;
  const { body, headers } = promised(answerError(error, facts), schemas.responses);
  if (!isExpected(error)) log("error", "unexpected", { request_id: facts.requestId, ...placeOf(error) });
  return answerOf(body.statusCode, body, { ...facts.rateLimit, ...headers });
}

async function checkedAnswer(
  route: Route,
  received: Received,
  facts: CallFacts,
  options: PerformOptions,
): Promise<Answer> {
  const { schemas, handler } = route;
  await authorize(route, received, facts, options);
  const text = schemas.body ? await received.text() : "";
  const { parameters, body } = checkedInput(route, received, { text, facts, options });
  const { gone, dispatch } = received;
  const run = () =>
    withinTime({ gone, milliseconds: options.callTimeoutMs }, async (signal, begin) => {
      if (isAudited(route)) facts.beginWrite = beginning(facts, begin, options);
      // The boundary: what was checked against the document takes the types generated from it.
      const call = { ...parameters, body, gone, signal, facts, dispatch } as unknown as Call<never>;
      const reply = Promise.resolve(handler(call));
      return answerWith(await (isVendorWrite(route) ? orEnd(signal, reply) : reply), schemas, facts);
    });
  if (!("Idempotency-Key" in parameters.header)) return run();
  const key = String(parameters.header["Idempotency-Key"]);
  const failedSo = (error: unknown) => failed(error, route, facts, options.log);
  return runKeyed(received, facts, { ...options, key, text, run, failed: failedSo });
}

type Context = { readonly text: string; readonly facts: CallFacts; readonly options: PerformOptions };

function checkedInput(
  { schemas }: Route,
  received: Received,
  { text, facts, options: { validator } }: Context,
) {
  const search = withOnlyAccount(schemas, received.search, facts.token);
  const parameters = readParameters(schemas, { ...received, search }, validator);
  if ("id" in parameters.path) facts.recordId = String(parameters.path.id); // as it is kept, however it was written
  const contentType = received.headers.get("content-type");
  return { parameters, body: parseBody(schemas, { text, contentType }, validator) };
}
