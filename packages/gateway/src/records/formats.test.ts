import { expect, it } from "vitest";
import { createTestGateway, LINES } from "../fixtures/test-gateway.ts";

const { call, of, sandboxes, gateway, token } = await createTestGateway();
const list = (query = "", vendor = "jumpcloud", init = {}) => call("GET", of(vendor, "devices", query), init);

it("returns 25 records by default, and cursors in both directions", async () => {
  const { body: first } = await list();
  expect(first).toMatchObject({ result_count: 25, prev_cursor: null, report: { total: 30 } });
  const { body: second } = await list(`next_cursor=${encodeURIComponent(first.next_cursor)}`);
  expect(second).toMatchObject({ result_count: 5, next_cursor: null });
  const { body: back } = await list(`next_cursor=${encodeURIComponent(second.prev_cursor)}`);
  expect(back.result.map(({ id }: { id: string }) => id)).toEqual(
    first.result.map(({ id }: { id: string }) => id),
  );
});

it("uses the vendor's page size with truto_ignore_limit", async () =>
  expect((await list("limit=2&truto_ignore_limit=true")).body.result_count).toBe(30));

it("filters at the vendor or in the gateway", async () => {
  const { body } = await list("platform=macos&limit=30");
  expect(body.result_count).toBeGreaterThan(0);
  expect(new Set(body.result.map(({ platform }: { platform: string }) => platform))).toEqual(
    new Set(["macos"]),
  );
});

it("leaves remote_data and excluded fields out", async () => {
  const { body } = await list("limit=1");
  expect(body.result[0]).toHaveProperty("remote_data");
  const { body: bare } = await list("limit=1&truto_ignore_remote_data=true");
  expect(bare.result[0]).not.toHaveProperty("remote_data");
  const { body: fewer } = await list("limit=1&truto_exclude_fields[]=id&truto_exclude_fields[]=name");
  expect(Object.keys(fewer.result[0])).not.toContain("id");
  expect(fewer.result[0].serial_number).toBe(body.result[0].serial_number);
});

it("sends no vendor request that only excluded fields need", async () => {
  const sandbox = sandboxes.jumpcloud;
  const operations = async (query: string) => {
    const before = sandbox.requests.length;
    await list(`limit=1&${query}`);
    return sandbox.requests.slice(before).map(({ operation }: { operation: string }) => operation);
  };
  const excluded = "truto_exclude_fields[]=mac_addresses";
  expect(await operations(excluded)).toContain("systeminsights_list_interface_details");
  const sent = await operations(`${excluded}&truto_ignore_remote_data=true`);
  expect(sent).toContain("systems_list");
  expect(sent).not.toContain("systeminsights_list_interface_details");
});

it("arranges a page by a field, with the last record of each value", async () => {
  const { body: plain } = await list("limit=30");
  const { body } = await list("limit=30&truto_key_by=platform");
  const last = Object.fromEntries(
    plain.result.map((one: { platform: string; id: string }) => [one.platform, one.id]),
  );
  const shown = Object.entries(body.result).map(([key, one]) => [key, Reflect.get(Object(one), "id")]);
  expect(Object.fromEntries(shown)).toEqual(last);
  expect(body.result_count).toBe(30);
  const repeated = 30 - Object.keys(body.result).length;
  expect(body.report.keys).toEqual({ field: "platform", missing: 0, repeated });
  expect(repeated).toBeGreaterThan(0);
  expect(plain.report).not.toHaveProperty("keys");
});

it("counts the records without a value of the field that arranges a page", async () => {
  const { body: plain } = await list("limit=30&truto_ignore_remote_data=true");
  const without = plain.result.filter((one: { asset_tag?: string | null }) => !one.asset_tag).length;
  expect(without).toBeGreaterThan(0);
  const { body } = await list("limit=30&truto_key_by=asset_tag&truto_exclude_fields[]=asset_tag");
  expect(body.report.keys).toMatchObject({ field: "asset_tag", missing: without });
  expect(Object.keys(body.result).length + body.report.keys.missing + body.report.keys.repeated).toBe(30);
});

it.each(["owner", "nothing", "constructor"])("refuses to arrange by %s", async (field) => {
  const { status, body } = await list(`truto_key_by=${field}`);
  expect([status, body.details.failures[0].path]).toEqual([400, "query.truto_key_by"]);
});

it("returns the vendor's own response with raw", async () => {
  const { body } = await list("limit=2&truto_response_format=raw");
  expect(body).toMatchObject({ totalCount: 30 });
  expect(body.results[0]).toHaveProperty("_id");
});

it.each(["unified", "raw"])(
  "reports with %s that a row was unreadable, and how to continue",
  async (format) => {
    sandboxes.jumpcloud.inject({ type: "bad-row", operation: "systems_list", value: "ä" });
    const { body, headers } = await list(`limit=5&truto_response_format=${format}`);
    const position = format === "raw" ? JSON.parse(headers.get("x-list-position") ?? "") : body;
    expect(position).toMatchObject({
      next_cursor: expect.any(String),
      prev_cursor: null,
      result_count: format === "raw" ? 4 : 5, // filled from the next page of the vendor
      is_partial_response: true,
      report: { unreadable: 1, complete: false },
    });
  },
);

it.each(["unified", "raw"])("names with %s the fields of a record that could not be read", async (format) => {
  const { body: page } = await list("platform=macos&limit=1");
  sandboxes.jumpcloud.inject({ type: "forbidden", operation: "graph_systemMemberOf" });
  const path = of("jumpcloud", `devices/${page.result[0].id}`, `truto_response_format=${format}`);
  const { body, headers } = await call("GET", path);
  const gaps = format === "raw" ? JSON.parse(headers.get("x-record-gaps") ?? "") : body.gaps;
  expect(gaps).toEqual([
    { fields: ["tags"], operation: "graph_systemMemberOf", reason: expect.stringContaining("403") },
  ]);
});

it("returns one page of the vendor with raw, as the vendor filters it", async () => {
  const { body } = await list("limit=2&name=none&truto_response_format=raw");
  expect(body.results).toHaveLength(2);
});

it("returns all fields with normalized, null where absent", async () => {
  const { body } = await list("limit=1&truto_response_format=normalized");
  expect(body.result[0].edr_status).toBeNull();
  expect(body.result[0]).not.toHaveProperty("remote_data");
});

it("shows the exchange with debug, without credentials", async () => {
  const { body, text } = await list("limit=2&truto_response_format=debug&remote_query[fields]=hostname");
  expect(body.debug).toMatchObject({
    requestOptions: { method: "GET" },
    isLooping: false,
    isEmptyResult: false,
    resultCount: 2,
  });
  expect(body.debug.nextCursor).toBe(body.result.next_cursor);
  expect(text).not.toContain(sandboxes.jumpcloud.credentials.apiKey);
});

it.each([
  ["jumpcloud", "limit"],
  ["jumpcloud", "skip"],
  ["jumpcloud", "sort"],
  ["jamf-pro", "page-size"],
  ["jamf-pro", "page"],
  ["ivanti-neurons", "start"],
  ["ivanti-neurons", "rows"],
  ["ivanti-neurons", "dmPartitionId"],
  ["applivery", "page"],
  ["applivery", "limit"],
])("refuses remote_query of %s to set %s, which the list sends itself", async (vendor, name) => {
  const { status, body } = await list(`limit=5&remote_query[${name}]=1`, vendor);
  expect(status).toBe(422);
  expect(body.message).toContain(name);
});

it("shows one response of the vendor for a page that is full and the last", async () => {
  const { body } = await list("limit=30&truto_response_format=raw");
  expect(body.results).toHaveLength(30);
  const { body: debug } = await list("limit=30&truto_response_format=debug");
  expect(debug.debug).toMatchObject({ resultCount: 30, isEmptyResult: false, nextCursor: null });
  expect(debug.debug.data.results).toHaveLength(30);
});

it("passes remote_query to the vendor", async () => {
  await list("limit=1&remote_query[fields]=hostname");
  expect(sandboxes.jumpcloud.requests.some(({ query }) => query.fields === "hostname")).toBe(true);
});

it("calls no vendor with truto_skip_api_call", async () => {
  const before = sandboxes.jumpcloud.requests.length;
  const { body } = await list("truto_skip_api_call=true&truto_response_format=debug");
  expect(body).toMatchObject({ result: { result: [], result_count: 0 }, debug: null });
  expect((await call("GET", of("jumpcloud", "devices/1", "truto_skip_api_call=true"))).status).toBe(422);
  expect(sandboxes.jumpcloud.requests.length).toBe(before);
});

it("refuses parameters that it does not support", async () => {
  expect((await list("truto_super_query=apac")).status).toBe(422);
  expect((await list("sort_by=name")).status).toBe(400);
  const user = of("jumpcloud", "users", "truto_body_passthrough=true");
  expect((await call("POST", user, { body: { name: "Ada", emails: [] } })).status).toBe(422);
});

it("streams in every shape, and reports at the end that it was complete", async () => {
  const query = "truto_response_format=stream&truto_exclude_fields=notes&limit=7";
  const { text, headers } = await list(query, "jumpcloud", LINES);
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(headers.get("content-type")).toBe("application/x-ndjson");
  expect(lines).toHaveLength(31);
  expect(lines[0]).not.toHaveProperty("notes");
  expect(lines[30].report).toMatchObject({ complete: true, records: 30 });
});

it("requests no more pages of a stream than the client reads", async () => {
  sandboxes.jumpcloud.reset();
  const path = of("jumpcloud", "devices", "truto_response_format=stream&limit=2");
  const headers = { authorization: `Bearer ${token}` };
  const response = await gateway.fetch(new Request(`http://gateway.test${path}`, { headers }));
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  const pages = () =>
    sandboxes.jumpcloud.requests.filter(({ operation }) => operation === "systems_list").length;
  expect(pages()).toBeLessThan(4);
  await response.body?.cancel();
  const left = pages();
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(pages()).toBe(left);
});
