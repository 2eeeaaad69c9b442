import { describe, expect, it } from "vitest";
import { openJumpCloud, read } from "../vendors/jumpcloud/fixtures/calls.ts";
import { faultTypes } from "./effects.ts";

describe("faults of responses", () => {
  it("rate-limit has a Retry-After in seconds, as a date, or none", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "rate-limit", retryAfter: 7 });
    sandbox.inject({ type: "rate-limit", retryAfter: "date", seconds: 90, page: 2 });
    sandbox.inject({ type: "rate-limit", page: 3 });
    const responses = [await call("/systems"), await call("/systems"), await call("/systems")];
    expect(responses.map(({ status }) => status)).toEqual([429, 429, 429]);
    expect(responses.map(({ headers }) => headers.get("retry-after"))).toEqual([
      "7",
      "Sun, 01 Nov 2026 12:01:30 GMT",
      null,
    ]);
    expect(responses[0]?.row).toEqual({ message: "Too Many Requests" });
  });

  it.each([
    [{ type: "server-error" } as const, 503],
    [{ type: "server-error", status: 502 } as const, 502],
    [{ type: "unauthorized" } as const, 401],
    [{ type: "forbidden" } as const, 403],
    [{ type: "absent" } as const, 404],
    [{ type: "conflict" } as const, 409],
  ])("%o returns %i in the vendor's format, once", async (fault, status) => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject(fault);
    const response = await call("/systems");
    expect(response.status).toBe(status);
    expect(response.row).toEqual({ message: expect.stringMatching(/\w/) });
    expect((await call("/systems")).status).toBe(200);
    expect(sandbox.violations).toEqual([]);
  });

  it("hits only the named operation, from the named call on, as often as configured, until removed", async () => {
    const { sandbox, call } = openJumpCloud();
    const fault = sandbox.inject({ type: "server-error", operation: "systemusers_list", page: 2, times: 5 });
    const statuses = [];
    for (const path of ["/systems", "/systemusers", "/systemusers", "/systems", "/systemusers"]) {
      statuses.push((await call(path)).status);
    }
    expect(statuses).toEqual([200, 200, 503, 200, 503]);
    expect(fault.hits).toBe(2);
    fault.remove();
    expect((await call("/systemusers")).status).toBe(200);
  });

  it("does not change anything when the call is refused", async () => {
    const { sandbox, call } = openJumpCloud();
    const [row] = sandbox.state.systems.rows("id").slice(0, 1);
    sandbox.inject({ type: "server-error" });
    expect((await call(`/systems/${String(row?._id)}`, { method: "DELETE" })).status).toBe(503);
    expect(sandbox.state.systems.count()).toBe(60);
  });

  it("malformed-json breaks off in the middle, still calling itself JSON", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "malformed-json" });
    const response = await call("/systems");
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(() => JSON.parse(response.text)).toThrow(SyntaxError);
  });

  it("empty-body comes after the request was carried out", async () => {
    const { sandbox, call } = openJumpCloud();
    const [row] = sandbox.state.systems.rows("id").slice(0, 1);
    sandbox.inject({ type: "empty-body" });
    const response = await call(`/systems/${String(row?._id)}`, { method: "DELETE" });
    expect(response).toMatchObject({ status: 200, text: "" });
    expect(sandbox.state.systems.count()).toBe(59);
  });

  it("html is a login page with status 200", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "html" });
    const response = await call("/systems");
    expect(response).toMatchObject({ status: 200, body: undefined });
    expect(response.headers.get("content-type")).toContain("text/html");
    expect(response.text).toContain("<form");
  });

  it("clock-skew moves the Date header only", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "clock-skew", seconds: -3600 });
    const response = await call("/systems");
    expect(response.headers.get("date")).toBe("Sun, 01 Nov 2026 11:00:00 GMT");
    expect(response.status).toBe(200);
  });

  it("redirect leads elsewhere; whoever follows is seen there, with or without the key", async () => {
    const { sandbox } = openJumpCloud();
    const headers = { "x-api-key": sandbox.credentials.apiKey };
    const go = (redirect: RequestRedirect) => {
      sandbox.inject({ type: "redirect", to: "https://elsewhere.example/steal" });
      return sandbox.fetch(`${sandbox.baseUrl}/systems`, { headers, redirect });
    };
    expect((await go("manual")).headers.get("location")).toBe("https://elsewhere.example/steal");
    await expect(go("error")).rejects.toThrow(TypeError);
    expect(await read(await go("follow"))).toMatchObject({ status: 200, body: undefined });
    expect(sandbox.requests.at(-1)).toMatchObject({
      operation: "elsewhere",
      path: "https://elsewhere.example/steal",
      authenticated: true,
    });
  });

  it("faults can be several at once", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "clock-skew", seconds: 60 });
    sandbox.inject({ type: "short-page", rows: 1 });
    const response = await call("/systems");
    expect(response.rows).toHaveLength(1);
    expect(response.headers.get("date")).toBe("Sun, 01 Nov 2026 12:01:00 GMT");
  });

  it("knows all of the faults the README lists", () => {
    expect(faultTypes).toHaveLength(28);
  });
});
