import { createSandbox } from "@mdmkit/sandbox";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { onAnyPort, startVendor } from "../fixtures/servers/vendor-server.ts";
import { createTestGateway, LINES, textsOf, VENDORS } from "../fixtures/test-gateway.ts";
import { retryAtOnce, runUntilTimeout } from "../fixtures/time.ts";
import { listen } from "../http/listen.ts";

// A failure of one account, over real connections, does not affect other accounts, even those of the same vendor.

const size = { devices: 30, users: 12 };
const { gateway, call, of, store, token } = await createTestGateway({ size, allowPrivate: true });

/** A JumpCloud account with a port of its own, so that a late response of one test does not count in another. */
async function sickAccount() {
  const sandbox = createSandbox("jumpcloud", size);
  const vendor = await startVendor(onAnyPort(sandbox));
  const baseUrl = `${vendor.origin}${new URL(sandbox.baseUrl).pathname}`;
  const values = { ...textsOf(sandbox.options), baseUrl };
  const { id } = await store.accounts.create({ vendor: "jumpcloud", name: "Sick", values });
  const path = (query = "") => `/unified/mdm/devices?integrated_account_id=${id}&${query}`;
  return { sandbox, vendor, id, path, statusOf: async () => (await store.accounts.get(id))?.status };
}

async function expectOthersWell(): Promise<void> {
  const responses = await Promise.all(VENDORS.map((vendor) => call("GET", of(vendor, "devices", "limit=1"))));
  expect(responses.map(({ status }) => status)).toEqual(VENDORS.map(() => 200));
  expect((await call("GET", "/readyz")).status).toBe(200);
}

async function expectNothingLeft(): Promise<void> {
  const { text } = await call("GET", "/metrics");
  expect(/^mdmkit_streams .*$/m.exec(text)?.[0]).toBe("mdmkit_streams 0");
}

beforeEach(retryAtOnce);
afterAll(() => gateway.close());

describe("a vendor that hangs", () => {
  it("delays only its own callers, and frees all resources when they disconnect", async () => {
    const { sandbox, vendor, path, statusOf } = await sickAccount();
    sandbox.inject({ type: "hang", times: Number.POSITIVE_INFINITY });
    const leave = new AbortController();
    const stuck = Array.from({ length: 60 }, () => call("GET", path(), { signal: leave.signal }));
    await vendor.arrived(1);
    await expectOthersWell();
    expect(vendor.running).toBeGreaterThan(0);
    leave.abort();
    expect(new Set((await Promise.all(stuck)).map(({ status }) => status))).toEqual(new Set([504]));
    await vendor.idle();
    sandbox.reset();
    expect((await call("GET", path())).status).toBe(200);
    expect(await statusOf()).toBe("active");
    await expectNothingLeft();
  });

  it("is 504 after the timeout, and does not change the account's status", async () => {
    const { sandbox, vendor, path, statusOf } = await sickAccount();
    sandbox.inject({ type: "hang", times: Number.POSITIVE_INFINITY });
    const { status, body } = await runUntilTimeout({ sandbox }, () => call("GET", path()));
    expect([status, body.details.code, body.details.retryable]).toEqual([504, "timeout", true]);
    await vendor.idle();
    expect(await statusOf()).toBe("active");
  });

  it("in the middle of a stream is reported in the last line", async () => {
    const { sandbox, vendor, path, statusOf } = await sickAccount();
    sandbox.inject({ type: "hang", operation: "systems_list", page: 2, times: Number.POSITIVE_INFINITY });
    const { status, text } = await runUntilTimeout({ sandbox }, () =>
      call("GET", path("truto_response_format=stream&limit=10"), LINES),
    );
    const lines = text.trimEnd().split("\n");
    expect([status, lines.length]).toEqual([200, 11]);
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
      report: { complete: false, reason: "failed", records: 10 },
      error: { code: "timeout", operation: "systems_list" },
    });
    await vendor.idle();
    expect(await statusOf()).toBe("active");
    await expectNothingLeft();
  });

  it("gets no further requests for a stream that is not read", async () => {
    const { sandbox, vendor, path } = await sickAccount();
    sandbox.inject({ type: "hang", operation: "systems_list", page: 2, times: Number.POSITIVE_INFINITY });
    expect((await call("HEAD", path("truto_response_format=stream&limit=10"))).status).toBe(200);
    await vendor.idle();
    await expectNothingLeft();
  });

  it("keeps no connection of a client that disconnects in the middle of a stream", async () => {
    const { sandbox, vendor, path } = await sickAccount();
    sandbox.inject({ type: "hang", operation: "systems_list", page: 2, times: Number.POSITIVE_INFINITY });
    const response = await gateway.fetch(
      new Request(`http://gateway.test${path("truto_response_format=stream&limit=10")}`, {
        headers: { authorization: `Bearer ${token}` },
      }),
    );
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    const next = reader?.read();
    await vendor.arrived(sandbox.requests.length + 1);
    await reader?.cancel();
    await next;
    await vendor.idle();
    await expectNothingLeft();
  });
});

it("drops a vendor request when the client disconnects before the response", async () => {
  const { sandbox, vendor, path } = await sickAccount();
  sandbox.inject({ type: "hang", times: Number.POSITIVE_INFINITY });
  const server = await listen(gateway, { host: "127.0.0.1", port: 0, log: () => {} });
  const headers = { authorization: `Bearer ${token}` };
  for (const format of ["unified", "stream"]) {
    const leave = new AbortController();
    const url = server.url + path(`truto_response_format=${format}`);
    const response = fetch(url, { headers, signal: leave.signal }).catch((error: unknown) => error);
    await vendor.arrived(vendor.requests + 1);
    leave.abort();
    expect(await response).toBeInstanceOf(DOMException);
    await vendor.idle();
  }
  await server.close();
  await expectNothingLeft();
});

describe("a vendor that responds only with 429", () => {
  it("is 429 with its Retry-After, and gets no request before that time", async () => {
    const { sandbox, vendor, path, statusOf } = await sickAccount();
    sandbox.inject({ type: "rate-limit", retryAfter: 600, times: Number.POSITIVE_INFINITY });
    const first = await call("GET", path());
    expect([first.status, first.body.truto_is_remote_error]).toEqual([429, true]);
    expect(Number(first.headers.get("retry-after"))).toBeGreaterThan(500);
    const asked = vendor.requests;
    const more = await Promise.all(Array.from({ length: 50 }, () => call("GET", path())));
    expect(new Set(more.map(({ status }) => status))).toEqual(new Set([429]));
    for (const { headers } of more) expect(Number(headers.get("retry-after"))).toBeGreaterThan(500);
    expect(vendor.requests).toBe(asked);
    await expectOthersWell();
    await vendor.idle();
    expect(await statusOf()).toBe("active");
  });

  it("is 429 also without Retry-After", async () => {
    const { sandbox, vendor, path, statusOf } = await sickAccount();
    sandbox.inject({ type: "rate-limit", times: Number.POSITIVE_INFINITY });
    const sick = Array.from({ length: 20 }, () => call("GET", path()));
    await expectOthersWell();
    for (const { status } of await Promise.all(sick)) expect(status).toBe(429);
    await vendor.idle();
    expect(await statusOf()).toBe("active");
  });

  it("in the middle of a stream is reported in the last line", async () => {
    const { sandbox, vendor, path } = await sickAccount();
    sandbox.inject({ type: "rate-limit", operation: "systems_list", page: 2, retryAfter: 600, times: 99 });
    const { text } = await call("GET", path("truto_response_format=stream&limit=10"), LINES);
    expect(JSON.parse(text.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
      report: { complete: false },
      error: { code: "rate-limit", retryAfter: expect.any(Number) },
    });
    await vendor.idle();
  });
});

describe("a vendor that dies", () => {
  it("in the middle of a page is 502, and does not change the account's status", async () => {
    const { sandbox, vendor, path, statusOf } = await sickAccount();
    sandbox.inject({ type: "cut-connection", times: Number.POSITIVE_INFINITY });
    const sick = Array.from({ length: 20 }, () => call("GET", path()));
    await expectOthersWell();
    for (const { status } of await Promise.all(sick)) expect(status).toBe(502);
    await vendor.idle();
    expect(await statusOf()).toBe("active");
  });

  it("in the middle of a stream is reported in the last line", async () => {
    const { sandbox, vendor, path, statusOf } = await sickAccount();
    sandbox.inject({ type: "cut-connection", operation: "systems_list", page: 2, times: 99 });
    const { text } = await call("GET", path("truto_response_format=stream&limit=10"), LINES);
    const last = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "");
    expect(last).toMatchObject({ report: { complete: false, reason: "failed", records: 10 } });
    expect(["connection", "invalid-response"]).toContain(last.error.code);
    await vendor.idle();
    expect(await statusOf()).toBe("active");
    await expectNothingLeft();
  });

  it("for good gives the account the status error", async () => {
    const { vendor, path, id } = await sickAccount();
    expect((await call("GET", path())).status).toBe(200);
    gateway.close();
    await vendor.close(); // resolves when the last connection has ended
    expect((await call("GET", path())).status).toBe(502);
    expect((await call("POST", `/admin/accounts/${id}/check`)).body.status).toBe("error");
    await expectOthersWell();
  });
});

it("that rejects the credentials in the middle of a stream gives the account the status needs_reauth", async () => {
  const { sandbox, vendor, path, statusOf } = await sickAccount();
  sandbox.inject({ type: "unauthorized", operation: "systems_list", page: 2, times: 99 });
  const { text } = await call("GET", path("truto_response_format=stream&limit=10"), LINES);
  expect(text).toContain('"code":"authentication"');
  await vendor.idle();
  expect(await statusOf()).toBe("needs_reauth");
});
