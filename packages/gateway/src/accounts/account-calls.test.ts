import type { Fetch } from "@mdmkit/runtime";
import { beforeEach, describe, expect, it } from "vitest";
import { createTestGateway, LINES, textsOf } from "../fixtures/test-gateway.ts";

const gateway = await createTestGateway({ accountCallLimit: 3 });
const { call, of, account, fetches, sandboxes, token } = gateway;

/** Makes the vendor of an account wait with its responses until they are released. */
function holdBack(vendor: "jumpcloud") {
  let response = () => {};
  const notified = new Promise<void>((resolve) => {
    response = resolve;
  });
  const held: Fetch = async (url, init) => {
    await notified;
    return sandboxes[vendor].fetch(url, init);
  };
  fetches.set(account(vendor), held);
  return response;
}

beforeEach(() => gateway.connectAccount("jumpcloud"));

describe("calls of one account", () => {
  it("are refused above the limit, without a vendor request, until one has ended", async () => {
    const path = of("jumpcloud", "devices", "limit=1");
    const response = holdBack("jumpcloud");
    const underWay = [1, 2, 3].map(() => call("GET", path));
    await settled();
    const refused = await call("GET", path);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect(refused.body.message).toContain("3 calls running");
    expect(refused.body).not.toHaveProperty("truto_is_remote_error");
    response();
    expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await call("GET", path)).status).toBe(200);
  });

  it("count only while they call the vendor", async () => {
    const path = of("jumpcloud", "devices", "limit=1");
    const response = holdBack("jumpcloud");
    const underWay = [1, 2, 3].map(() => call("GET", path));
    await settled();
    const unsent = [
      of("jumpcloud", "meta"),
      of("jumpcloud", "capabilities"),
      `${path}&truto_skip_api_call=true`,
    ];
    for (const one of unsent) expect((await call("GET", one)).status).toBe(200);
    const admin = `/admin/accounts/${account("jumpcloud")}`;
    const body = { values: textsOf(sandboxes.jumpcloud.options) };
    const asked = [await call("POST", `${admin}/check`), await call("POST", `${admin}/rotate`, { body })];
    expect(asked.map(({ status }) => status)).toEqual([429, 429]);
    response();
    await Promise.all(underWay);
    expect((await call("POST", `${admin}/rotate`, { body })).status).toBe(200);
  });

  it("do not count for other accounts, even of the same vendor", async () => {
    const path = of("jumpcloud", "devices", "limit=1");
    const response = holdBack("jumpcloud");
    const underWay = [1, 2, 3].map(() => call("GET", path));
    await settled();
    await gateway.connectAccount("jumpcloud");
    const others = await Promise.all([
      call("GET", of("jumpcloud", "devices", "limit=1")),
      call("GET", of("applivery", "devices", "limit=1")),
    ]);
    expect(others.map(({ status }) => status)).toEqual([200, 200]);
    response();
    await Promise.all(underWay);
  });

  it("no longer count after a failure", async () => {
    sandboxes.jumpcloud.inject({ type: "unauthorized", operation: "systems_list", times: 4 });
    for (let time = 0; time < 4; time++)
      expect((await call("GET", of("jumpcloud", "devices"))).status).toBe(401);
  });
});

describe("a stream", () => {
  const open = (signal?: AbortSignal) =>
    gateway.gateway.fetch(
      new Request(
        `http://gateway.test${of("jumpcloud", "devices", "truto_response_format=stream&limit=2")}`,
        { headers: { authorization: `Bearer ${token}` }, ...(signal && { signal }) },
      ),
    );

  it("counts until it was read to its end", async () => {
    const streams = await Promise.all([open(), open(), open()]);
    expect((await open()).status).toBe(429);
    await streams[0]?.text();
    const another = await open();
    expect(another.status).toBe(200);
    await Promise.all([...streams.slice(1), another].map((stream) => stream?.body?.cancel()));
    expect((await open()).status).toBe(200);
  });

  it("no longer counts after its client disconnects, read or not", async () => {
    const clients = [new AbortController(), new AbortController(), new AbortController()];
    await Promise.all(clients.map(({ signal }) => open(signal)));
    expect((await open()).status).toBe(429);
    for (const client of clients) client.abort();
    expect((await open()).status).toBe(200);
  });
});

describe("a stream that has begun", () => {
  const streams = async () => /^mdmkit_streams \d+$/m.exec((await call("GET", "/metrics")).text)?.[0];
  const endings: Record<string, (tokenId: string) => Promise<unknown>> = {
    "its token is revoked": (tokenId) => call("DELETE", `/admin/tokens/${tokenId}`),
    "its account is deleted": () => call("DELETE", `/admin/accounts/${account("jumpcloud")}`),
    "its account has other credentials": () =>
      call("PATCH", `/admin/accounts/${account("jumpcloud")}`, { body: { values: { apiKey: "jca_other" } } }),
  };

  it.each(Object.entries(endings))("ends early when %s", async (_, end) => {
    const before = await streams();
    const body = { name: "reader", scopes: ["read"], accounts: [account("jumpcloud")] };
    const reader = (await call("POST", "/admin/tokens", { body })).body;
    const path = of("jumpcloud", "devices", "truto_response_format=stream&limit=5");
    const stream = await gateway.gateway.fetch(
      new Request(`http://gateway.test${path}`, {
        headers: { ...LINES.headers, authorization: `Bearer ${reader.token}` },
      }),
    );
    const chunks = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await chunks?.read())?.value?.trim().split("\n")).toHaveLength(5);
    await end(reader.id);
    let rest = "";
    for (let next = await chunks?.read(); next && !next.done; next = await chunks?.read()) rest += next.value;
    const lines = rest.trim().split("\n");
    expect(lines.length).toBeLessThanOrEqual(6);
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({
      report: { complete: false },
      error: { code: "aborted" },
    });
    expect(await streams()).toBe(before);
  });
});

/** Lets calls proceed until they wait. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}
