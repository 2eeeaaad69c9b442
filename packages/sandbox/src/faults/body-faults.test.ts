import { describe, expect, it } from "vitest";
import { listen } from "../listen.ts";
import { openJumpCloud } from "../vendors/jumpcloud/fixtures/calls.ts";

function gate() {
  let open = () => {};
  const until = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { until, open };
}

describe("faults of bodies", () => {
  it("slow-body sends headers and half of the body, and the rest when the test lets it", async () => {
    const { sandbox } = openJumpCloud();
    const { until, open } = gate();
    sandbox.inject({ type: "slow-body", until });
    const headers = { "x-api-key": sandbox.credentials.apiKey };
    const response = await sandbox.fetch(`${sandbox.baseUrl}/systems`, { headers });
    expect(response.status).toBe(200);
    const order: string[] = [];
    const body = response.json().then((value: unknown) => {
      order.push("body");
      return value;
    });
    order.push("opened");
    open();
    expect(await body).toMatchObject({ totalCount: 60 });
    expect(order).toEqual(["opened", "body"]);
  });

  it("cut-connection ends the body with an error after its first half", async () => {
    const { sandbox, call } = openJumpCloud();
    sandbox.inject({ type: "cut-connection" });
    await expect(call("/systems")).rejects.toThrow("terminated");
    expect((await call("/systems")).status).toBe(200);
  });

  it("hang ends only with the caller's abort and its reason, and is logged with status 0", async () => {
    const { sandbox } = openJumpCloud();
    sandbox.inject({ type: "hang" });
    const caller = new AbortController();
    const pending = sandbox.fetch(`${sandbox.baseUrl}/systems`, { signal: caller.signal });
    caller.abort(new Error("enough"));
    await expect(pending).rejects.toThrow("enough");
    expect(sandbox.requests).toMatchObject([{ operation: "systems_list", status: 0 }]);
  });

  it("never responds to a caller who gave up before", async () => {
    const { sandbox } = openJumpCloud();
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(sandbox.fetch(`${sandbox.baseUrl}/systems`, { signal })).rejects.toThrow("too late");
    expect(sandbox.requests).toEqual([]);
  });

  it("over HTTP, cut-connection breaks the socket", async () => {
    const { sandbox } = openJumpCloud();
    await using server = await listen(sandbox);
    const headers = { "x-api-key": sandbox.credentials.apiKey };
    sandbox.inject({ type: "cut-connection" });
    const response = await fetch(`${server.url}/systems`, { headers });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it("over HTTP, slow-body shows its headers before its end", async () => {
    const { sandbox } = openJumpCloud();
    await using server = await listen(sandbox);
    const { until, open } = gate();
    sandbox.inject({ type: "slow-body", until });
    const headers = { "x-api-key": sandbox.credentials.apiKey };
    const response = await fetch(`${server.url}/systems`, { headers });
    expect(response.headers.get("content-type")).toContain("json");
    open();
    expect(await response.json()).toMatchObject({ totalCount: 60 });
  });

  it("over HTTP, hang lasts until the caller or the server goes", async () => {
    const { sandbox } = openJumpCloud();
    const server = await listen(sandbox);
    sandbox.inject({ type: "hang", times: 2 });
    const caller = new AbortController();
    const first = fetch(`${server.url}/systems`, { signal: caller.signal });
    caller.abort(new Error("enough"));
    await expect(first).rejects.toThrow("enough");
    const second = fetch(`${server.url}/systems`);
    const closed = expect(second).rejects.toThrow();
    await server.close();
    await closed;
  });
});
