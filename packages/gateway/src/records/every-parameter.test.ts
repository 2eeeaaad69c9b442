import { type JsonSchema, type OperationSchemas, operationSchemas } from "@mdmkit/unified/schemas";
import { beforeEach, describe, expect, it } from "vitest";
import { vendorTestOf } from "../../../unified/src/fixtures/vendor-test.ts";
import { propertiesOf, requiredOf, resolve, sampleOf, samplesOf } from "../fixtures/sample-value.ts";
import { createTestGateway, VENDORS } from "../fixtures/test-gateway.ts";
import { retryAtOnce } from "../fixtures/time.ts";

// Every parameter and body property that the document declares changes what the vendor gets or what the caller gets, or is refused by
// name, with every vendor. Inputs of actions are tested by the conformance suite of the vendors.

type Sent = {
  readonly id?: string;
  readonly command?: string;
  readonly account?: string;
  readonly query?: string;
  readonly key?: string;
  readonly body?: Readonly<Record<string, unknown>>;
};
type Outcome = {
  readonly status: number;
  readonly text: string;
  readonly isReplayed: boolean;
  /** What the vendor got. */
  readonly requests: readonly string[];
};

const RESOURCE = /^\/unified\/mdm\/(devices|users|apps|organizations)(\/|$)/;
const OPERATIONS = Object.entries(operationSchemas).filter(([, { path }]) => RESOURCE.test(path));
const ACTIONS = ["restart", "sync"];
const UNKNOWN_ACCOUNT = "00000000-0000-4000-8000-000000000000";

const gateway = await createTestGateway({ size: { devices: 8, users: 4 } });

beforeEach(retryAtOnce);

describe.each(VENDORS)("with %s", async (vendor) => {
  const sandbox = gateway.sandboxes[vendor];
  const { creates = {}, updates } = await vendorTestOf(vendor);

  async function ask({ method, path }: OperationSchemas, sent: Sent): Promise<Outcome> {
    if (method !== "GET") sandbox.reset();
    const from = sandbox.requests.length;
    const { id = "", command = "", account = gateway.account(vendor), query = "", key, body } = sent;
    const url = `${path.replace("{id}", id).replace("{command_id}", command)}?integrated_account_id=${account}&${query}`;
    const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
    const response = await gateway.call(method, url, { headers, ...(body && { body }) });
    return {
      status: response.status,
      text: response.text,
      isReplayed: response.headers.has("idempotency-replayed"),
      requests: sandbox.requests
        .slice(from)
        .filter(({ path: at }) => !at.endsWith("token"))
        .map(({ method: verb, path: at, query: search, body: data }) =>
          JSON.stringify([verb, at, search, data]),
        ),
    };
  }

  /** Some ids of a resource: the first and the last, which may be of another kind. */
  async function idsOf(resource: string): Promise<string[]> {
    const ids: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query = `limit=200&truto_ignore_remote_data=true&next_cursor=${cursor}`;
      const { status, body } = await gateway.call("GET", gateway.of(vendor, resource, query));
      if (status !== 200) return ["none"];
      ids.push(...body.result.map((record: { id: string }) => record.id));
      cursor = body.next_cursor;
    }
    return ids.length > 8 ? [...ids.slice(0, 5), ...ids.slice(-3)] : ids;
  }

  /** Requests without the parameters under test. */
  async function plainRequests(operation: OperationSchemas): Promise<Sent[]> {
    const { path, body } = operation;
    const [, resource = ""] = RESOURCE.exec(path) ?? [];
    const ids = path.includes("{id}") ? await idsOf(resource) : [""];
    if (path.endsWith("/actions"))
      return ACTIONS.flatMap((action) => ids.map((id) => ({ id, body: { action, dry_run: true } })));
    if (path.includes("{command_id}")) return Promise.all(ids.map(sendCommand));
    if (!body) return ids.map((id) => ({ id }));
    const known = await knownValues(operation);
    const needed = [...requiredOf(body.schema), ...("remote_data" in known ? ["remote_data"] : [])];
    const names = Object.keys(propertiesOf(body.schema)).filter((name) => !needed.includes(name));
    return ids.flatMap((id) =>
      [[], ...names].map((name) => ({
        id,
        body: samplesOf(body.schema, [...needed, ...[name].flat()], known),
      })),
    );
  }

  /** Values of the vendor's own tests, for what it does not take every value of. */
  async function knownValues({ method, path }: OperationSchemas): Promise<Readonly<Record<string, unknown>>> {
    const [, resource = ""] = RESOURCE.exec(path) ?? [];
    const [userId = ""] = await idsOf("users");
    const values: Readonly<Record<string, object>> =
      method === "POST" ? creates : (updates?.({ userId }) ?? {});
    return { ...values[resource] };
  }

  async function sendCommand(id: string): Promise<Sent> {
    const sent = await gateway.call("POST", gateway.of(vendor, `devices/${id}/actions`), {
      body: { action: "restart" },
    });
    return { id, command: sent.body.command_id ?? "none" };
  }

  /** The first request that works; undefined when the vendor lacks the operation. */
  async function findPlain(operation: OperationSchemas): Promise<Sent | undefined> {
    const failures: string[] = [];
    for (const sent of await plainRequests(operation)) {
      const { status, text } = await ask(operation, sent);
      if (status === 405) return undefined;
      if (status < 400 && !text.includes('"status":"unsupported"')) return sent;
      failures.push(text);
    }
    throw new Error(`No request works: ${[...new Set(failures)].join(" ")}`);
  }

  it.each(OPERATIONS)("%s", async (_, operation) => {
    const plain = await findPlain(operation);
    if (!plain) return;
    const before = await ask(operation, plain);
    expect(await ask(operation, plain), "of the same request").toEqual(before);

    const ignored: string[] = [];
    async function check(name: string, changes: readonly Sent[], comparedWith = before): Promise<void> {
      for (const change of changes) {
        const after = await ask(operation, { ...plain, ...change });
        if (isUsed(comparedWith, after) || isRefused(after, name)) return;
      }
      ignored.push(`${name}: ${JSON.stringify(changes)}`);
    }
    for (const { name, schema, in: place, required } of operation.parameters) {
      if (name === "truto_ignore_limit") {
        const limited = await ask(operation, { ...plain, query: "limit=1" });
        await check(name, [{ query: "limit=1&truto_ignore_limit=true" }, { query: `${name}=none` }], limited);
      } else if (place === "header") {
        const key = crypto.randomUUID();
        await ask(operation, { ...plain, key });
        await check(name, [{ key }]);
      } else if (required) {
        const change = place === "path" ? { id: "none", command: "none" } : { account: UNKNOWN_ACCOUNT };
        expect(await ask(operation, { ...plain, ...change })).not.toEqual(before);
      } else {
        for (const queries of queriesFor(name, schema))
          await check(
            name,
            queries.map((query) => ({ query })),
          );
      }
    }
    const isAction = operation.path.endsWith("/actions");
    const properties = propertiesOf(isAction ? true : (operation.body?.schema ?? true));
    const known = await knownValues(operation);
    for (const [name, schema] of Object.entries(properties)) {
      if (plain.body && name in plain.body) continue;
      await check(name, [{ body: { ...plain.body, [name]: known[name] ?? sampleOf(schema, name) } }]);
    }
    expect(ignored).toEqual([]);
  });
});

function isUsed(before: Outcome, after: Outcome): boolean {
  if (after.isReplayed || after.requests.join() !== before.requests.join()) return true;
  return after.status < 400 && after.text !== before.text;
}

/** Whether the response names what it refuses. */
function isRefused({ status, text }: Outcome, name: string): boolean {
  return [400, 405, 422].includes(status) && text.includes(name.replace("[]", ""));
}

/** Values of parameters that take not every value of their schema. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  limit: ["1", "0"], // a list of one record shows only that the second is refused
  truto_key_by: ["id"],
  "truto_exclude_fields[]": ["id"],
  truto_response_format: ["raw"],
};

/** Queries with a parameter, and for each member of an object. Of the alternatives in each list, one has an effect. */
function queriesFor(name: string, schema: JsonSchema): string[][] {
  const { enum: choices } = resolve(schema);
  const members = Object.entries(propertiesOf(schema));
  if (name === "remote_query") return [["remote_query[probe]=1"]];
  if (members.length > 0) return members.map(([member, inner]) => [`${name}[${member}]=${sampleOf(inner)}`]);
  const values = VALUES[name] ?? (Array.isArray(choices) ? choices : [sampleOf(schema)]);
  return [values.map((value) => `${name}=${value}`)];
}
