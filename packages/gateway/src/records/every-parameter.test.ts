import { isVendorId } from "@mdmkit/sandbox";
import { type JsonSchema, type OperationSchemas, operationSchemas, schemas } from "@mdmkit/unified/schemas";
import { describe, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { retryAtOnce } from "../fixtures/time.ts";

// Every parameter and body property that the document declares changes what the vendor gets or what the caller gets, or is refused by
// name, with every vendor.

type Outcome = {
  status: number;
  text: string;
  isReplayed: boolean;
  requests: readonly object[];
  writes: readonly object[];
};
type Sent = { query?: string; body?: Record<string, unknown>; key?: string; account?: string; id?: string };

const RESOURCE = /^\/unified\/mdm\/(devices|users|apps|organizations)(\/|$)/;
const OPERATIONS = Object.entries(operationSchemas).filter(([, { path }]) => RESOURCE.test(path));
const UNKNOWN_ACCOUNT = "00000000-0000-4000-8000-000000000000";

/** Queries that need more than a value by the schema of the parameter. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  limit: ["limit=1"],
  truto_key_by: ["truto_key_by=id"],
  "truto_exclude_fields[]": ["truto_exclude_fields[]=id"],
  truto_response_format: ["raw", "debug", "normalized"].map((format) => `truto_response_format=${format}`),
  remote_query: ["remote_query[probe]=1"],
  type: ["type=other"],
};

const gateway = await createTestGateway({ size: { devices: 8, users: 4 } });
const { call, sandboxes } = gateway;

describe.each(Object.keys(sandboxes).filter(isVendorId))("with %s", (vendor) => {
  const sandbox = sandboxes[vendor];

  async function ask({ method, path }: OperationSchemas, sent: Sent): Promise<Outcome> {
    const from = sandbox.requests.length;
    const { query = "", body, key, account = gateway.account(vendor), id = "" } = sent;
    const url = `${path.replace("{id}", id)}?integrated_account_id=${account}&${query}`;
    const headers = key === undefined ? {} : { "idempotency-key": key };
    const response = await call(method, url, { headers, ...(body && { body }) });
    const requests = sandbox.requests
      .slice(from)
      .filter(({ operation, path: at }) => operation !== "unknown" && !at.includes("token"));
    return {
      status: response.status,
      text: response.text,
      isReplayed: response.headers.has("idempotency-replayed"),
      requests: requests.map(({ operation, path: at, query: search, body: data }) => ({
        operation,
        at,
        search,
        data,
      })),
      writes: requests
        .filter((request) => request.method !== "GET")
        .map(({ operation, body: data }) => ({ operation, data })),
    };
  }

  it.each(OPERATIONS)("%s", async (_, operation) => {
    retryAtOnce();
    const [, resource = ""] = RESOURCE.exec(operation.path) ?? [];
    const list = operationSchemas[LISTS[resource] ?? ""];
    const records = list && JSON.parse((await ask(list, { query: "limit=50" })).text).result;
    const id: string = records?.[0]?.id ?? "none";
    const base: Sent = operation.path.endsWith("/actions")
      ? { body: { action: "restart", dry_run: true } }
      : operation.body
        ? { body: required(operation.body.schema) }
        : {};
    const isWrite = operation.method !== "GET";
    const fresh = async (sent: Sent) => {
      if (isWrite) sandbox.reset();
      return ask(operation, { id, ...base, ...sent });
    };
    const before = await fresh({});
    if (before.status === 405) return; // the vendor lacks the operation
    expect(await fresh({}), "a repetition has the same outcome").toEqual(before);

    const ignored: string[] = [];
    for (const { name, schema, in: place } of operation.parameters) {
      for (const change of changesFor(name, place, schema)) {
        const plain = change.plain ? await fresh(change.plain) : before;
        let after = await fresh(change.sent);
        if (place === "header") after = await ask(operation, { id, ...base, ...change.sent });
        if (!isUsed(plain, after) && !isRefused(after, name))
          ignored.push(`${place} ${JSON.stringify(change.sent)}`);
      }
    }
    const properties = "action" in (base.body ?? {}) ? {} : propertiesOf(operation.body?.schema ?? true);
    for (const [name, schema] of Object.entries(properties)) {
      if (name in (base.body ?? {})) continue;
      const after = await fresh({ body: { ...base.body, [name]: sampleOf(schema) } });
      const isSent =
        JSON.stringify(after.writes) !== JSON.stringify(before.writes) && after.writes.length > 0;
      if (!isSent && !isRefused(after, name)) ignored.push(`body ${name}: ${after.text.slice(0, 200)}`);
    }
    expect(ignored).toEqual([]);
  });
});

const LISTS: Readonly<Record<string, string>> = {
  devices: "listDevices",
  users: "listUsers",
  apps: "listApps",
  organizations: "listOrganizations",
};

function isUsed(before: Outcome, after: Outcome): boolean {
  if (after.isReplayed || JSON.stringify(after.requests) !== JSON.stringify(before.requests)) return true;
  return after.status < 400 && after.text !== before.text;
}

/** Whether the response names what it refuses. */
function isRefused({ status, text }: Outcome, name: string): boolean {
  return [400, 404, 405, 409, 422].includes(status) && text.includes(name.replace(/\[\]$/, ""));
}

/** What to send for a parameter, and what to compare it with if that is not the plain request. */
type Change = { sent: Sent; plain?: Sent };

function changesFor(name: string, place: string, schema: JsonSchema): Change[] {
  if (place === "header") return [{ sent: { key: crypto.randomUUID() } }];
  if (name === "integrated_account_id") return [{ sent: { account: UNKNOWN_ACCOUNT } }];
  if (place === "path") return [{ sent: { id: "none" } }];
  if (name === "truto_ignore_limit")
    return [{ plain: { query: "limit=1" }, sent: { query: "limit=1&truto_ignore_limit=true" } }];
  const queries = QUERIES[name] ?? samplesOf(schema).map(([path, value]) => `${name}${path}=${value}`);
  return queries.map((query) => ({ sent: { query } }));
}

/** A value that no record has, for the schema and for each member of an object. */
function samplesOf(schema: JsonSchema): [path: string, value: string][] {
  const members = Object.entries(propertiesOf(schema));
  if (members.length > 0) return members.map(([name]) => [`[${name}]`, "none"]);
  return [["", String(sampleOf(schema))]];
}

function sampleOf(schema: JsonSchema): unknown {
  const { enum: choices, type, format, items, anyOf } = resolve(schema);
  if (Array.isArray(choices)) return choices.at(-1);
  if (Array.isArray(anyOf)) return sampleOf(anyOf[0]);
  const [kind] = [type].flat();
  if (kind === "boolean") return true;
  if (kind === "integer" || kind === "number") return 1;
  if (kind === "array") return [sampleOf(items as JsonSchema)];
  if (format === "date-time") return "2099-01-01T00:00:00Z";
  if (kind !== "object") return "none@example.com";
  const properties = propertiesOf(schema);
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, sampleOf(inner)]));
}

/** The required properties of a body. */
function required(schema: JsonSchema): Record<string, unknown> {
  const { required: names } = resolve(schema);
  const properties = Object.entries(propertiesOf(schema));
  return Object.fromEntries(
    properties
      .filter(([name]) => Array.isArray(names) && names.includes(name))
      .map(([name, inner]) => [name, sampleOf(inner)]),
  );
}

type Keywords = Readonly<Record<string, unknown>>;

function resolve(schema: JsonSchema): Keywords {
  if (typeof schema === "boolean") return {};
  return typeof schema.$ref === "string" ? resolve(schemas[schema.$ref] ?? true) : schema;
}

function propertiesOf(schema: JsonSchema): Record<string, JsonSchema> {
  const { properties } = resolve(schema);
  return typeof properties === "object" && properties !== null ? { ...properties } : {};
}
