import { createHash } from "node:crypto";
import type { OperationSchemas } from "@mdmkit/unified/schemas";
import type { Log } from "../observe/log.ts";
import { placeOf } from "../observe/log.ts";
import { isAccountId } from "../store/account-id.ts";
import type { ApiToken, Store, StoredAnswer } from "../store/store.ts";
import { type CallFacts, withFacts } from "./call-facts.ts";
import { answerError, isExpected, promised } from "./error-answer.ts";
import { GatewayError } from "./gateway-error.ts";
import { type Outcome, onceForKey, REPLAYED } from "./idempotent.ts";
import type { Call, Dispatch, OperationId } from "./operation.ts";
import { isSpent } from "./outcome.ts";
import { parseBody } from "./read-body.ts";
import { type Incoming, readParameters } from "./read-parameters.ts";
import type { AnyReply } from "./reply.ts";
import { assertScope, neededScope, needsToken } from "./scopes.ts";
import type { Validator } from "./validator.ts";
import { orEnd, withinTime } from "./within-time.ts";
import { beginning, writeDown } from "./write-down.ts";

/** A request before anything of it was checked. */
export type Received = Incoming & {
  readonly method: string;
  readonly url: string;
  /** Reads the body, which may be refused for its size. */
  readonly text: () => Promise<string>;
  /** Ends when the client is gone. */
  readonly gone: AbortSignal;
  readonly dispatch: Dispatch;
};

/** A handler as the router knows it: what it gets and gives was tied to its operation where it was made. */
type AnyHandler = (call: Call<never>) => Promise<AnyReply> | AnyReply;

export type Route = {
  readonly id: OperationId;
  readonly schemas: OperationSchemas;
  readonly handler: AnyHandler;
};

export type PerformOptions = {
  readonly store: Store;
  readonly validator: Validator;
  readonly log: Log;
  readonly callTimeoutMs: number;
};

export type Answer =
  | StoredAnswer
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: ReadableStream<Uint8Array> | null;
    };

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

const ACCOUNT = "integrated_account_id";

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
  const { id, schemas, handler } = route;
  const { store, validator } = options;
  if (needsToken(schemas)) {
    // Both at once, because a database elsewhere takes its time. Not while a body is still to come, which may take longer.
    const account = schemas.body ? undefined : accountAskedFor(received, store);
    [facts.token, facts.found] = await Promise.all([tokenOf(received.headers, store), account]);
    facts.asked = accountNamed(route, received, facts.token);
    facts.recordId = recordNamed(schemas, received.path, validator);
    const scope = neededScope(id, schemas);
    if (scope) assertScope(facts, scope);
  }
  const text = schemas.body ? await received.text() : "";
  const search = withOnlyAccount(schemas, received.search, facts.token);
  const parameters = readParameters(schemas, { ...received, search }, validator);
  if ("id" in parameters.path) facts.recordId = String(parameters.path.id); // as it is kept, however it was written
  const body = parseBody(schemas, { text, contentType: received.headers.get("content-type") }, validator);
  const { gone, dispatch } = received;
  const run = () =>
    withinTime({ gone, milliseconds: options.callTimeoutMs }, async (signal, begin) => {
      if (isAudited(route)) facts.beginWrite = beginning(facts, begin, options);
      // The boundary: what was checked against the document takes the types generated from it.
      const call = { ...parameters, body, gone, signal, facts, dispatch } as unknown as Call<never>;
      const reply = Promise.resolve(handler(call));
      return write(route, await (isVendorWrite(route) ? orEnd(signal, reply) : reply), facts);
    });
  const key =
    "Idempotency-Key" in parameters.header ? String(parameters.header["Idempotency-Key"]) : undefined;
  if (key === undefined || !facts.token) return run();
  const fingerprint = createHash("sha256")
    .update(`${received.method} ${received.url}\n${text}`)
    .digest("hex");
  const answer = await onceForKey(
    store.idempotency,
    { tokenId: facts.token.id, key, fingerprint },
    {
      run: () =>
        outcomeOf(run, { sent: facts.sent, failed: (error) => failed(error, route, facts, options.log) }),
      lost: (error) =>
        options.log("error", "answer-lost", { request_id: facts.requestId, ...placeOf(error) }),
    },
  );
  facts.isReplayed = REPLAYED in answer.headers;
  return answer;
}

/** Id of the account that a request is about; nothing but its form was checked. */
function accountNamed({ schemas }: Route, { path, search }: Received, token: ApiToken): string | undefined {
  const isOfAccount = schemas.path.startsWith("/admin/accounts/{id}");
  const id = isOfAccount ? path.id : withOnlyAccount(schemas, search, token).get(ACCOUNT);
  return id && isAccountId(id) ? id.toLowerCase() : undefined;
}

/** Id of the record that a request is about, if it has the form of one: else it may be a secret that went astray. */
function recordNamed(
  { parameters }: OperationSchemas,
  { id }: Received["path"],
  validator: Validator,
): string | undefined {
  const named = parameters.find(({ name, in: place }) => place === "path" && name === "id");
  return named && validator.check(named.schema, id, "path.id").length === 0 ? id : undefined;
}

/** A token for one account means that one where none is named. */
function withOnlyAccount(
  { parameters }: OperationSchemas,
  search: URLSearchParams,
  token: ApiToken | undefined,
): URLSearchParams {
  const [account, ...others] = token && token.accounts !== "all" ? token.accounts : [];
  const isTaken = parameters.some(({ name, in: place }) => place === "query" && name === ACCOUNT);
  if (account === undefined || others.length > 0 || !isTaken || search.has(ACCOUNT)) return search;
  return new URLSearchParams([...search, [ACCOUNT, account]]);
}

type Failing = Pick<CallFacts, "sent"> & { readonly failed: (error: unknown) => StoredAnswer };

/** An answer that a repetition gets, too, if anything was or may have been done. */
async function outcomeOf(run: () => Promise<Answer>, { sent, failed }: Failing): Promise<Outcome> {
  let answer: Answer;
  try {
    answer = await run();
  } catch (failure) {
    if (!isSpent({ sent, failure })) throw failure;
    return { answer: failed(failure), isFinal: true };
  }
  if (typeof answer.body === "string") return { answer: { ...answer, body: answer.body }, isFinal: true };
  throw new GatewayError(400, "An Idempotency-Key goes with answers in JSON only.");
}

async function tokenOf(headers: Headers, store: Store) {
  const [, given] = /^Bearer +([^\s]{1,512})$/i.exec(headers.get("authorization") ?? "") ?? [];
  const token = given === undefined ? undefined : await store.tokens.verify(given);
  if (token) return token;
  throw new GatewayError(401, "The bearer token is missing, wrong, expired or revoked.", {
    headers: { "www-authenticate": "Bearer" },
  });
}

async function accountAskedFor({ search }: Received, store: Store) {
  const id = search.get("integrated_account_id");
  return id === null ? undefined : store.accounts.get(id);
}

const JSON_TYPE = "application/json; charset=utf-8";

function answerOf(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): StoredAnswer {
  return { status, headers: { ...headers, "content-type": JSON_TYPE }, body: JSON.stringify(body) };
}

function write({ schemas }: Route, reply: AnyReply, { rateLimit }: CallFacts): Answer {
  const status = Number(Object.keys(schemas.responses).find((code) => code.startsWith("2")) ?? 200);
  if (reply.kind === "nothing") return { status, headers: { ...rateLimit }, body: null };
  if (reply.kind === "stream")
    return { status, headers: { ...rateLimit, "content-type": "application/x-ndjson" }, body: reply.lines };
  if (reply.kind === "text")
    return { status, headers: { "content-type": reply.contentType }, body: reply.text };
  return answerOf(status, reply.body, rateLimit);
}
