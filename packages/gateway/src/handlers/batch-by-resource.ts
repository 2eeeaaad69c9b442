import { STATUS_CODES } from "node:http";
import { AbortedError } from "@mdmkit/runtime";
import type { UnifiedComponents } from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Call, ResponseBodyOf } from "../operations/operation.ts";
import { type JsonReply, json } from "../operations/reply.ts";
import { toErrorResponse } from "../responses/error-response.ts";
import { unredacted } from "../secrets/redaction.ts";

type Schemas = UnifiedComponents["schemas"];
type Item = Schemas["BatchResource"];
type BatchError = Schemas["Error"];
type Result = ResponseBodyOf<"performBatchRequest">;
type Performed = { readonly records: Schemas["BatchRecord"][]; readonly errors: BatchError[] };
type BatchCall = Call<"performBatchRequest">;

/** A response with more records belongs into pages. */
const MOST_RECORDS = 10_000;

/** Performs the requests of a batch by resource and method, each after those that it depends on. */
export async function performBatchRequest(call: BatchCall): Promise<JsonReply<Result>> {
  const { result, errors }: Result = { result: {}, errors: {} };
  for (const item of inOrder(call.body.resources)) {
    const name = nameOf(item);
    const failed = dependenciesOf(item).find((other) => (errors[other] ?? []).length > 0);
    const done =
      failed === undefined ? await performItem(call, item) : notSent(call, `\`${failed}\` failed.`);
    errors[name] = [...(errors[name] ?? []), ...done.errors];
    if (item.persist !== false) result[name] = [...(result[name] ?? []), ...done.records];
  }
  return json({ result, errors });
}

const nameOf = ({ name, resource }: Item): string => name ?? resource;

const dependenciesOf = ({ depends_on = [] }: Item): readonly string[] => [depends_on].flat();

/** Every request after those that it depends on, otherwise as given. Throws 400 for a name that is unknown or depends on itself. */
function inOrder(items: readonly Item[]): Item[] {
  const ordered = new Set<Item>();
  const add = (item: Item, waiting: readonly Item[]): void => {
    if (ordered.has(item)) return;
    for (const name of dependenciesOf(item)) {
      const needed = items.filter((other) => nameOf(other) === name);
      if (needed.length === 0) throw invalid(item, items, "names no request of this batch");
      if (needed.some((other) => other === item || waiting.includes(other)))
        throw invalid(item, items, "depends on itself");
      for (const other of needed) add(other, [...waiting, item]);
    }
    ordered.add(item);
  };
  for (const item of items) add(item, []);
  return [...ordered];
}

function invalid(item: Item, items: readonly Item[], message: string): GatewayError {
  const path = `body.resources.${items.indexOf(item)}.depends_on`;
  return new GatewayError(400, "Invalid request body.", { failures: [{ path, message }] });
}

const FORMAT = "truto_response_format";
const FORMATS: readonly string[] = ["unified", "normalized"];
const METHODS = { list: "GET", get: "GET", create: "POST", update: "PATCH", delete: "DELETE" } as const;

async function performItem(call: BatchCall, item: Item): Promise<Performed> {
  const records: Schemas["BatchRecord"][] = [];
  const { method, id = "", body } = item;
  const isList = method === "list";
  if (id === "" && !isList && method !== "create")
    return { records, errors: [errorOf(new GatewayError(400, `\`id\` is required to ${method} a record.`))] };
  const query = queryOf(call, item);
  if (!FORMATS.includes(query.get(FORMAT) ?? ""))
    return {
      records,
      errors: [errorOf(new GatewayError(400, `In a batch, \`${FORMAT}\` must be ${FORMATS.join(" or ")}.`))],
    };
  const path = `/unified/${item.resource}${isList || method === "create" ? "" : `/${encodeURIComponent(id)}`}`;
  for (;;) {
    if (call.signal.aborted)
      return { records, errors: notSent(call, "It timed out before this request.").errors };
    const sent = await call.dispatch(
      { method: METHODS[method], path: `${path}?${query}`, ...(body && { body }) },
      call.signal,
    );
    const answer = Object(sent.body);
    if (sent.status >= 400) return { records, errors: [answer] };
    if (!isList) return { records: [answer], errors: [] };
    records.push(...Object.values<Schemas["BatchRecord"]>(answer.result)); // an object with `truto_key_by`
    if (!answer.next_cursor) return { records, errors: [] };
    if (records.length >= MOST_RECORDS) return { records, errors: [errorOf(tooMany())] };
    query.set("next_cursor", answer.next_cursor);
  }
}

/** The query in the spelling with brackets. */
function queryOf({ body }: BatchCall, { query = {}, response_format }: Item): URLSearchParams {
  const search = new URLSearchParams();
  const add = (name: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (Array.isArray(value)) for (const one of value) add(`${name}[]`, one);
    else if (typeof value === "object")
      for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner);
    else search.append(name, String(value));
  };
  for (const [name, value] of Object.entries(query)) add(name, value);
  search.set("integrated_account_id", body.integrated_account_id);
  if (response_format || !search.has(FORMAT)) search.set(FORMAT, response_format ?? "unified");
  return search;
}

function tooMany(): GatewayError {
  return new GatewayError(413, `The list has more than ${MOST_RECORDS} records. Read it by pages instead.`);
}

function notSent({ details }: BatchCall, problem: string): Performed {
  const error = new AbortedError(problem, { outcome: "not-sent" });
  return {
    records: [],
    errors: [toErrorResponse(error, { requestId: details.requestId, redact: unredacted }).body],
  };
}

function errorOf({ status, message }: GatewayError): BatchError {
  return { statusCode: status, error: STATUS_CODES[status] ?? "Error", message };
}
