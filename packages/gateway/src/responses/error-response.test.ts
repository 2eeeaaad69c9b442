import { beforeEach, describe, expect, it } from "vitest";
import { createTestGateway, LINES, VENDORS } from "../fixtures/test-gateway.ts";
import { retryAtOnce, runUntilTimeout } from "../fixtures/time.ts";

const gateway = await createTestGateway();
const { call, of, sandboxes, account, store } = gateway;
const { jumpcloud } = sandboxes;

const statusOf = async () => (await store.accounts.get(account("jumpcloud")))?.status;

beforeEach(async () => {
  retryAtOnce();
  jumpcloud.reset();
  await gateway.connectAccount("jumpcloud"); // a 429 pauses an account
});

describe("an error of a vendor", () => {
  const EVER = { operation: "systems_list", times: 99 } as const;
  type JumpCloudFault = Parameters<typeof jumpcloud.inject>[0];
  const cases: [JumpCloudFault, number, string][] = [
    [{ type: "unauthorized", ...EVER }, 401, "remote_error"],
    [{ type: "forbidden", ...EVER }, 403, "forbidden_error"],
    [{ type: "absent", ...EVER }, 422, "remote_error"],
    [{ type: "rate-limit", retryAfter: 600, ...EVER }, 429, "rate_limit_error"],
    [{ type: "server-error", status: 503, ...EVER }, 502, "remote_error"],
    [{ type: "html", ...EVER }, 502, "remote_error"],
    [{ type: "malformed-json", ...EVER }, 502, "remote_error"],
    [{ type: "redirect", to: "https://elsewhere.example.com", ...EVER }, 502, "remote_error"],
  ];
  it.each(cases)("%j is %i", async (fault, status, insight) => {
    jumpcloud.inject(fault);
    const { status: actual, body } = await call("GET", of("jumpcloud", "devices"));
    expect(body).toMatchObject({ statusCode: status, truto_is_remote_error: true });
    expect([actual, Object.keys(body.truto_error_insight)]).toEqual([status, [insight]]);
  });

  it("is 504 when the vendor hangs", async () => {
    jumpcloud.inject({ type: "hang", ...EVER });
    const hanging = () => call("GET", of("jumpcloud", "devices"));
    const { status, body } = await runUntilTimeout({ sandbox: jumpcloud }, hanging);
    expect(status).toBe(504);
    expect(body).toMatchObject({ statusCode: 504, truto_is_remote_error: true });
    expect(Object.keys(body.truto_error_insight)).toEqual(["remote_error"]);
  });

  it("contains Retry-After and the vendor's rate limit headers", async () => {
    jumpcloud.inject({ type: "rate-limit", retryAfter: 600, operation: "systems_list", times: 9 });
    const { headers } = await call("GET", of("jumpcloud", "devices"));
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("contains the vendor's message for its 404, and none for an error of the gateway", async () => {
    const missing = await call("GET", of("jumpcloud", "devices/000000000000000000000000"));
    expect(missing.body).toMatchObject({ statusCode: 404, error: "Not Found", truto_is_remote_error: true });
    const { body } = await call("GET", of("jumpcloud", "devices", "limit=no"));
    expect(body).not.toHaveProperty("truto_is_remote_error");
    expect(body.details.failures).toEqual([{ path: "query.limit", message: "must be integer" }]);
  });

  it("names the vendor's operation, or what was refused before any, in names of the wire", async () => {
    const { body: page } = await call("GET", of("jumpcloud", "devices", "limit=1"));
    const [{ id }] = page.result;
    const actions = of("jumpcloud", `devices/${id}/actions`);
    const cleared = { action: "clear_passcode", new_passcode: "1", confirm: id };
    jumpcloud.inject({ type: "forbidden", operation: "systems_get" });
    const { body: forbidden } = await call("POST", actions, { body: cleared });
    expect(forbidden.details).toMatchObject({ vendor_operation: "systems_get" });
    expect(forbidden.details).not.toHaveProperty("operation");
    const { body: refused } = await call("POST", actions, { body: { ...cleared, confirm: "another" } });
    expect(refused.message).toMatch(/^\[jumpcloud\] devices\.clear_passcode: /);
    expect(refused.details).toMatchObject({ code: "confirmation", operation: "devices.clear_passcode" });
    expect(refused.details).not.toHaveProperty("vendor_operation");
  });

  it("is the status of a refused stream, and the last line of a stream that fails later", async () => {
    jumpcloud.inject({ type: "unauthorized", operation: "systems_list", times: 9 });
    const path = of("jumpcloud", "devices", "truto_response_format=stream&limit=10");
    expect((await call("GET", path)).status).toBe(401);
    jumpcloud.reset();
    jumpcloud.inject({ type: "unauthorized", operation: "systems_list", page: 3, times: 9 });
    const { status, text } = await call("GET", path, LINES);
    const last = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "");
    expect(status).toBe(200);
    expect(last).toMatchObject({
      report: { complete: false, reason: "failed" },
      error: { code: "authentication" },
    });
  });
});

describe("the status of an account", () => {
  it("is updated by calls", async () => {
    jumpcloud.inject({ type: "unauthorized", operation: "systems_list", times: 9 });
    await call("GET", of("jumpcloud", "devices"));
    expect(await statusOf()).toBe("needs_reauth");
    jumpcloud.reset();
    await call("GET", of("jumpcloud", "devices"));
    expect(await statusOf()).toBe("active");
    jumpcloud.inject({ type: "html", operation: "systems_list", times: 9 });
    await call("GET", of("jumpcloud", "devices"));
    expect(await statusOf()).toBe("error");
    jumpcloud.reset();
    expect((await call("POST", `/admin/accounts/${account("jumpcloud")}/check`)).body.status).toBe("active");
    expect(await statusOf()).toBe("active");
  });

  it.each(["forbidden", "server-error", "rate-limit"] as const)("does not change after %s", async (type) => {
    jumpcloud.inject({ type, operation: "systems_list", times: 9 });
    await call("GET", of("jumpcloud", "devices"));
    expect(await statusOf()).toBe("active");
  });
});

describe("an unknown path", () => {
  it.each([
    ["GET", "/nothing", 404],
    ["GET", "/unified/mdm/policies", 404],
    ["PUT", "/unified/mdm/devices", 405],
    ["DELETE", "/unified/mdm/organizations/1", 405],
    ["GET", "/%", 404],
    ["GET", "/unified/mdm/devices?integrated_account_id=62f44730-dd91-461e-bd6a-aedd9e0ad79d", 404],
    ["GET", "/unified/mdm/devices?integrated_account_id=1", 400],
  ])("%s %s is %i", async (method, path, status) => {
    const response = await call(method, path);
    expect([response.status, response.body.statusCode]).toEqual([status, status]);
    if (status === 405) expect(response.headers.get("allow")).toBeTruthy();
  });
});

it("of a vendor that hangs does not delay other vendors", async () => {
  jumpcloud.inject({ type: "hang", operation: "systems_list", times: 99 });
  const leave = new AbortController();
  const hanging = call("GET", of("jumpcloud", "devices"), { signal: leave.signal });
  const others = VENDORS.filter((vendor) => vendor !== "jumpcloud");
  const responses = await Promise.all(others.map((vendor) => call("GET", of(vendor, "devices", "limit=1"))));
  expect(responses.map(({ status }) => status)).toEqual(others.map(() => 200));
  leave.abort();
  expect((await hanging).status).toBe(504);
});
