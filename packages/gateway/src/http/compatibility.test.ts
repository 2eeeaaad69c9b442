import { createSchemaValidator } from "@mdmkit/schema-validator";
import { operationSchemas } from "@mdmkit/unified/schemas";
import { afterEach, describe, expect, it } from "vitest";
import { vendorTestOf } from "../../../unified/src/fixtures/vendor-test.ts";
import { readOpenApi } from "../docs/assets.ts";
import { createTestGateway, VENDORS } from "../fixtures/test-gateway.ts";

// The behavior that clients of the reference API rely on, seen from outside.

const { call, of, account, issue, store, sandboxes } = await createTestGateway();

const ALL = [
  "truto_response_format=unified",
  "truto_ignore_remote_data=true",
  "truto_exclude_fields[]=nothing",
  "remote_query[fields]=hostname",
  "truto_skip_api_call=false",
];
const LISTS = ["limit=2", "truto_ignore_limit=false", "truto_key_by=id"];
const WRITES = ["truto_body_passthrough=false"];

describe("parameters", () => {
  it.each([
    ["GET", "devices", [...ALL, ...LISTS]],
    ["GET", "users", [...ALL, ...LISTS]],
    ["GET", "apps", [...ALL, ...LISTS, "device_type=desktop"]],
    ["GET", "organizations", [...ALL, ...LISTS]],
    ["GET", "devices/1", [...ALL, "type=desktop"]],
    ["PATCH", "devices/1", [...ALL, ...WRITES, "type=desktop"]],
    ["DELETE", "devices/1", [...ALL, "type=desktop"]],
    ["GET", "apps/1", [...ALL, "device_type=mobile"]],
    ["POST", "apps", [...ALL, ...WRITES, "device_type=mobile"]],
    ["PATCH", "apps/1", [...ALL, ...WRITES, "device_type=mobile"]],
    ["DELETE", "apps/1", ALL],
    ["GET", "users/1", ALL],
    ["POST", "users", [...ALL, ...WRITES]],
    ["PATCH", "users/1", [...ALL, ...WRITES]],
    ["DELETE", "users/1", ALL],
    ["POST", "organizations", [...ALL, ...WRITES]],
    ["PATCH", "organizations/1", [...ALL, ...WRITES]],
  ])("of %s %s are all known", async (method, path, query) => {
    const body = method === "POST" || method === "PATCH" ? { body: {} } : {};
    const response = await call(method, of("jamf-pro", path, query.join("&")), body);
    const places = (response.body.details?.failures ?? []).map((failure: { path: string }) => failure.path);
    expect(places.filter((place: string) => place.startsWith("query."))).toEqual([]);
  });

  it.each(["True", "TRUE", "1"])("accept %s as true, because clients send it", async (word) => {
    const { body } = await call("GET", of("jumpcloud", "devices", `truto_ignore_remote_data=${word}`));
    expect(body.result[0]).not.toHaveProperty("remote_data");
  });

  it("refuse an unknown filter", async () => {
    for (const query of ["name[eq]=x", "owner=x", "sort_by=name", "tags[]=x"])
      expect((await call("GET", of("jumpcloud", "devices", query))).status, query).toBe(400);
    expect((await call("GET", of("jumpcloud", "devices", "policy[name]=x"))).status).toBe(422);
  });

  it("select all Jamf devices by the two types that Jamf has", async () => {
    const ids = async (query: string) => {
      const { body } = await call("GET", of("jamf-pro", "devices", `limit=100&${query}`));
      return body.result.map(({ id }: { id: string }) => id);
    };
    const [computers, mobiles] = [await ids("type=desktop"), await ids("type=mobile")];
    expect(Math.min(computers.length, mobiles.length)).toBeGreaterThan(0);
    expect(computers.length + mobiles.length).toBe(30);
  });
});

describe("pages", () => {
  it.each(VENDORS)("of %s have the requested length, except the last one", async (vendor) => {
    const counts: number[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const from: string = cursor && `&next_cursor=${encodeURIComponent(cursor)}`;
      const { status, body } = await call("GET", of(vendor, "users", `limit=5${from}`));
      if (status === 405) return; // this vendor has no users
      counts.push(body.result_count);
      cursor = body.next_cursor;
    }
    // Fleet knows those people only who have devices.
    const last = counts.pop() ?? 0;
    expect(counts).toEqual([5, 5]);
    expect(last).toBeGreaterThan(0);
    expect(last).toBeLessThanOrEqual(2);
  });
});

describe("pages of a filtered list", () => {
  type Device = { id: string; platform?: string };
  const whole = async (vendor: string, query: string): Promise<Device[]> =>
    (await call("GET", of(vendor, "devices", `truto_response_format=stream&${query}`))).body.result;

  it.each(VENDORS)("of %s are full, except the last one, which is not empty", async (vendor) => {
    // Without a total, a full page of the vendor may be its last one.
    const { differences = [] } = await vendorTestOf(vendor);
    const isCounted = !differences.some((one) => one.what === "no-total" && one.resource === "devices");
    for (const query of ["platform=macos", "platform=windows", "type=laptop", "name=none", "limit=3"]) {
      const pages: Device[][] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const from: string = cursor && `&next_cursor=${encodeURIComponent(cursor)}`;
        const { body } = await call(
          "GET",
          of(vendor, "devices", `${query.includes("limit") ? "" : "limit=3&"}${query}${from}`),
        );
        pages.push(body.result);
        cursor = body.next_cursor;
      }
      const expected = await whole(vendor, query);
      expect(
        pages.flat().map(({ id }) => id),
        query,
      ).toEqual(expected.map(({ id }) => id));
      const lengths = pages.map(({ length }) => length);
      if (!isCounted && lengths.length > 1 && lengths.at(-1) === 0) lengths.pop();
      const rest = expected.length % 3 || Math.min(expected.length, 3);
      expect(lengths).toEqual([...lengths.slice(1).map(() => 3), rest]);
    }
  });

  it("hold what was found within a budget that can be set, and go on from there", async () => {
    const hasty = await createTestGateway({ store, pageBudget: { requests: 1 } });
    const list = (query: string) =>
      hasty.call("GET", hasty.of("jumpcloud", "devices", `platform=macos&${query}`));
    const { body: first } = await list("limit=5");
    const { body: rest } = await list(`limit=30&next_cursor=${encodeURIComponent(first.next_cursor)}`);
    expect(first.result_count).toBeLessThan(5);
    const expected = await whole("jumpcloud", "platform=macos");
    expect([...first.result, ...rest.result].map(({ id }: Device) => id)).toEqual(
      expected.map(({ id }) => id),
    );
  });
});

describe("a token for one account", () => {
  it("needs no integrated_account_id, and cannot use another account", async () => {
    const token = await issue(["read"], [account("jumpcloud")]);
    for (const query of ["limit=1", "limit=1&integrated_account_id="])
      expect((await call("GET", `/unified/mdm/devices?${query}`, { token })).status).toBe(200);
    const named = await call("GET", of("jumpcloud", "devices", "limit=1"), { token });
    expect(named.status).toBe(200);
    expect((await call("GET", of("jamf-pro", "devices"), { token })).status).toBe(403);
  });

  it.each(["all", "two"])("but a token for %s does", async (which) => {
    const accounts = which === "all" ? "all" : [account("jumpcloud"), account("jamf-pro")];
    const token = await issue(["read"], accounts);
    const { status, body } = await call("GET", "/unified/mdm/devices", { token });
    expect(status).toBe(400);
    expect(body.truto_error_insight.missing_required_query_parameters.value).toEqual([
      "integrated_account_id",
    ]);
  });
});

describe("errors", () => {
  it("have statusCode, error and message, and name every missing property", async () => {
    const { status, headers, body } = await call("POST", of("jumpcloud", "users"), { body: {} });
    expect([status, headers.get("content-type")]).toEqual([400, "application/json; charset=utf-8"]);
    expect(body).toEqual({
      statusCode: 400,
      error: "Bad Request",
      message: "Invalid request body.",
      details: {
        failures: [
          { path: "body.name", message: "is required" },
          { path: "body.emails", message: "is required" },
        ],
      },
      truto_error_insight: {
        missing_required_body_fields: { description: expect.any(String), value: ["name", "emails"] },
      },
    });
  });

  it("have no insight when the cause is unknown", async () => {
    const { body } = await call("GET", of("jumpcloud", "devices", "limit=0"));
    expect(body).not.toHaveProperty("truto_error_insight");
  });

  it("respond with 404 to a path that ends in a slash, because the id is missing", async () => {
    for (const method of ["GET", "DELETE"]) {
      const { status, body } = await call(method, of("jumpcloud", "devices/"));
      expect([status, body.statusCode]).toEqual([404, 404]);
    }
  });
});

describe("an empty optional parameter", () => {
  it.each(["devices", "users", "apps", "organizations", "groups"])(
    "counts as absent in a list of %s",
    async (resource) => {
      const list = Object.values(operationSchemas).find(
        ({ method, path }) => method === "GET" && path === `/unified/mdm/${resource}`,
      );
      const optional = list?.parameters.filter((one) => one.in === "query" && !one.required) ?? [];
      const query = optional.map(({ name }) => `${name}=`).join("&");
      expect(query).toContain("next_cursor=");
      const [empty, plain] = [
        await call("GET", of("jamf-pro", resource, query)),
        await call("GET", of("jamf-pro", resource)),
      ];
      expect([empty.status, empty.body.result, empty.body.report]).toEqual([
        200,
        plain.body.result,
        plain.body.report,
      ]);
    },
  );

  it("has its meaning in the document", async () => {
    const { components } = Object(await readOpenApi());
    const all: { name: string; in: string; required?: boolean; description: string }[] = Object.values(
      components.parameters,
    );
    const optional = all.filter((one) => one.in === "query" && !one.required);
    expect(optional.length).toBeGreaterThan(20);
    expect(optional.filter(({ description }) => !description.includes("Empty counts as absent"))).toEqual([]);
  });
});

describe("a stream", () => {
  const stream = (accept?: string, query = "") =>
    call(
      "GET",
      of("jumpcloud", "devices", `truto_response_format=stream&limit=10${query}`),
      accept ? { headers: { accept } } : {},
    );

  it.each([
    undefined,
    "*/*",
    "application/json",
    "application/x-ndjson;q=0",
    "application/json, application/x-ndjson;q=0.9",
  ])("is one page of all records for Accept: %s", async (accept) => {
    const { headers, body } = await stream(accept, "&truto_exclude_fields[]=notes");
    expect(headers.get("content-type")).toBe("application/json");
    expect(body).toMatchObject({
      result_count: 30,
      next_cursor: null,
      prev_cursor: null,
      is_partial_response: true,
    });
    expect(body.report).toMatchObject({ complete: true, records: 30 });
    const { body: page } = await call(
      "GET",
      of("jumpcloud", "devices", "limit=30&truto_exclude_fields[]=notes"),
    );
    expect(body.result).toEqual(page.result);
  });

  it.each([
    "application/x-ndjson",
    "application/x-ndjson, application/json",
    "text/plain, application/x-ndjson;q=0.5",
  ])("is one record per line for Accept: %s", async (accept) => {
    const { headers, text } = await stream(accept);
    expect([headers.get("content-type"), text.trimEnd().split("\n").length]).toEqual([
      "application/x-ndjson",
      31,
    ]);
  });

  it("of no records is an empty page", async () => {
    expect((await stream(undefined, "&serial_number=none")).body).toMatchObject({
      result: [],
      result_count: 0,
      next_cursor: null,
    });
  });

  it("that ends early gives the cursor of what is missing", async () => {
    sandboxes.jumpcloud.inject({ type: "unauthorized", operation: "systems_list", page: 2, times: 9 });
    const { status, body } = await stream();
    expect(status).toBe(200);
    expect(body).toMatchObject({ result_count: 10, report: { complete: false, reason: "failed" } });
    const next = `&next_cursor=${encodeURIComponent(body.next_cursor)}`;
    expect((await stream(undefined, next)).status).toBe(401);
    sandboxes.jumpcloud.reset();
    const rest = (await stream(undefined, next)).body;
    expect([rest.result_count, rest.next_cursor]).toEqual([20, null]);
  });
});

describe("a path of the reference API", () => {
  it("describes the methods of a resource for an account", async () => {
    for (const method of ["list", "get", "create", "update", "delete"]) {
      const { status, body } = await call("GET", of("jamf-pro", `users/meta/${method}`));
      expect([status, body.method, body.schema.$ref]).toEqual([200, method, "#/$defs/User"]);
      expect(body.response_mapping[0].fields.length).toBeGreaterThan(8);
      expect(body.query_schema.required).toEqual(["integrated_account_id"]);
      const isWithBody = method === "create" || method === "update";
      expect(body.request_body_schema?.$ref).toBe(
        isWithBody ? `#/$defs/User${method === "create" ? "Create" : "Update"}` : undefined,
      );
      const { check } = createSchemaValidator({ whole: { $id: "whole", ...body.schema } });
      expect(check({ $ref: "whole" }, { id: "1", name: "Ada", emails: [{ email: 7 }] })).not.toEqual([]);
      expect(check({ $ref: "whole" }, { id: "1", name: "Ada" })).toEqual([]);
    }
    expect((await call("GET", of("jumpcloud", "apps/meta/create"))).status).toBe(405);
    expect((await call("GET", of("jumpcloud", "apps/meta/search"))).status).toBe(400);
  });

  it("lists the accounts of the token, and what works with one", async () => {
    const [first, second] = [account("jumpcloud"), account("jamf-pro")];
    const token = await issue(["read"], [first, second]);
    const { body } = await call("GET", "/integrated-account?next_cursor=&limit=1", { token });
    expect(body).toMatchObject({
      result: [{ id: first, integration: { name: "jumpcloud", category: "mdm" } }],
    });
    const rest = await call("GET", `/integrated-account?next_cursor=${body.next_cursor}`, { token });
    expect(rest.body).toMatchObject({ result: [{ id: second }], next_cursor: null });
    expect((await call("GET", `/integrated-account/${first}`, { token })).body).toEqual(body.result[0]);
    const path = `/integrated-account/${second}/capabilities`;
    const { body: all } = await call("GET", path, { token });
    const { body: known } = await call("GET", of("jamf-pro", "capabilities"));
    for (const { resource, methods } of all.unified) expect(methods).toEqual(known[resource].operations);
    const some = await call("GET", `${path}?type=unified&resource=users&methods=list,get`, { token });
    expect(some.body.unified).toMatchObject([{ model: "mdm", resource: "users", methods: ["list", "get"] }]);
    const other = account("applivery");
    for (const denied of [`/integrated-account/${other}`, `/integrated-account/${other}/capabilities`])
      expect((await call("GET", denied, { token })).status).toBe(403);
    expect((await call("GET", "/integrated-account", { token: null })).status).toBe(401);
    expect((await call("GET", "/integrated-account/62f44730-dd91-461e-bd6a-aedd9e0ad79d")).status).toBe(404);
  });

  it("performs a batch by resource and method, lists to their end", async () => {
    const integrated_account_id = account("jamf-pro");
    const perform = (resources: object[], init = {}) =>
      call("POST", "/batch-request", { body: { integrated_account_id, resources }, ...init });
    const user = { name: "Ada", emails: [{ email: "ada@example.com" }] };
    const { body } = await perform([
      { resource: "mdm/devices", method: "list", query: { limit: 7, type: "desktop" }, depends_on: "made" },
      { resource: "mdm/users", method: "create", body: user, name: "made" },
      { resource: "mdm/users", method: "get", id: "999", name: "missing" },
      { resource: "mdm/users", method: "delete", id: "1", name: "unsent", depends_on: ["missing"] },
      { resource: "mdm/users", method: "update", name: "incomplete" },
    ]);
    const { body: page } = await call("GET", of("jamf-pro", "devices", "limit=100&type=desktop"));
    expect(Object.keys(body.result)).toEqual(["made", "mdm/devices", "missing", "unsent", "incomplete"]);
    expect(body.result["mdm/devices"]).toEqual(page.result);
    expect(body.result.made).toMatchObject([{ name: "Ada" }]);
    const statuses = Object.entries(body.errors).map(([name, errors]) => [
      name,
      Object(errors)[0]?.statusCode,
    ]);
    expect(Object.fromEntries(statuses)).toEqual({
      "mdm/devices": undefined,
      made: undefined,
      missing: 404,
      unsent: 504,
      incomplete: 400,
    });
    const circle = [{ resource: "mdm/users", method: "list", depends_on: "mdm/users" }];
    expect((await perform(circle)).body.details.failures[0].path).toBe("body.resources.0.depends_on");
    const loop = [{ resource: "mdm/users", method: "list", loop_on: "x" }];
    expect((await perform(loop)).status).toBe(400);
    const reader = await issue(["read"]);
    const denied = await perform([{ resource: "mdm/users", method: "create", body: user }], {
      token: reader,
    });
    expect(denied.body.errors["mdm/users"]).toMatchObject([{ statusCode: 403 }]);
  });

  it.each([
    ["GET", "/proxy/systems", 404, "truto_response_format=raw"],
    ["POST", "/custom/anything", 404, "truto_response_format=raw"],
    ["DELETE", "/integrated-account/1", 405, "/admin/accounts"],
    ["POST", "/integrated-account/token", 405, "/admin/tokens"],
    ["GET", "/unified/mdm/devices/", 404, "none at the end"],
    ["GET", "//unified/mdm//devices", 404, "single slashes"],
    ["POST", "/mcp/", 404, "none at the end"],
    ["GET", "/unified/crm/contacts", 404, "mdm"],
    ["GET", "/unified/mdm/policies", 404, "organizations"],
    ["POST", "/unified/mdm/devices/lock", 405, "/actions"],
    ["GET", "/unified/mdm/devices/jamf/meta/list", 404, "meta/{method}"],
  ])("%s %s says what to use instead", async (method, path, status, advice) => {
    const answer = await call(method, path);
    expect([answer.status, answer.body.message]).toEqual([status, expect.stringContaining(advice)]);
  });
});

describe("HEAD", () => {
  it("responds like GET, without a body", async () => {
    const { status, headers, text } = await call("HEAD", of("jumpcloud", "devices", "limit=1"));
    expect([status, headers.get("content-type"), text]).toEqual([200, "application/json; charset=utf-8", ""]);
  });

  it("leaves no stream onAnyPort", async () => {
    const { status } = await call("HEAD", of("jumpcloud", "devices", "truto_response_format=stream"));
    expect(status).toBe(200);
    expect((await call("GET", "/metrics")).text).toContain("mdmkit_streams 0");
  });
});

describe("a deleted record", () => {
  afterEach(() => {
    for (const sandbox of Object.values(sandboxes)) sandbox.reset();
  });

  it.each([
    ["jumpcloud", "devices", "deleteDevice"],
    ["applivery", "devices", "deleteDevice"],
    ["jamf-pro", "users", "deleteUser"],
  ])("of %s %s is the whole response, and in the audit log", async (vendor, resource, operation) => {
    const { body: page } = await call("GET", of(vendor, resource, "limit=1"));
    const [record] = page.result;
    const path = of(vendor, `${resource}/${record.id}`);
    const { body: before } = await call("GET", path);
    const deleted = await call("DELETE", path);
    expect(deleted.status).toBe(200);
    expect(Object.keys(deleted.body)).toEqual(Object.keys(before));
    expect(deleted.body.name).toBe(record.name);
    expect((await call("GET", path)).status).toBe(404);
    const [entry] = await store.audit.list({ limit: 1 });
    expect(entry).toMatchObject({ operation, result: "done" });
  });
});
