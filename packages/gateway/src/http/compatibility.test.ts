import { describe, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";

// The behavior that clients of the reference API rely on, seen from outside.

const { call, of, account, issue, store } = await createTestGateway();

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
    for (const query of ["name[eq]=x", "owner=x", "sort_by=name", "tags[]=x", "next_cursor="])
      expect((await call("GET", of("jumpcloud", "devices", query))).status, query).toBe(400);
    expect((await call("GET", of("jumpcloud", "devices", "tags[name]=x"))).status).toBe(422);
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
  it.each(["jumpcloud", "ivanti-neurons", "applivery", "jamf-pro"])(
    "of %s have the requested length, except the last one",
    async (vendor) => {
      const counts: number[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const from: string = cursor && `&next_cursor=${encodeURIComponent(cursor)}`;
        const { body } = await call("GET", of(vendor, "users", `limit=5${from}`));
        counts.push(body.result_count);
        cursor = body.next_cursor;
      }
      expect(counts).toEqual([5, 5, 2]);
    },
  );
});

describe("a token for one account", () => {
  it("needs no integrated_account_id, and cannot use another account", async () => {
    const token = await issue(["read"], [account("jumpcloud")]);
    expect((await call("GET", "/unified/mdm/devices?limit=1", { token })).status).toBe(200);
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
  it.each([
    ["jumpcloud", "devices"],
    ["applivery", "devices"],
    ["jamf-pro", "users"],
  ])("of %s %s is the whole response", async (vendor, resource) => {
    const { body: page } = await call("GET", of(vendor, resource, "limit=1"));
    const [record] = page.result;
    const path = of(vendor, `${resource}/${record.id}`);
    const { body: before } = await call("GET", path);
    const deleted = await call("DELETE", path);
    expect(deleted.status).toBe(200);
    expect(Object.keys(deleted.body)).toEqual(Object.keys(before));
    expect(deleted.body.name).toBe(record.name);
    expect((await call("GET", path)).status).toBe(404);
  });

  it("is in the audit log", async () => {
    const [entry] = await store.audit.list({ limit: 1 });
    expect(entry).toMatchObject({ operation: "deleteUser", result: "done" });
  });
});
