import { beforeAll, describe, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { connectTools, useTool } from "../fixtures/tool-client.ts";

type TestGateway = Awaited<ReturnType<typeof createTestGateway>>;
let test: TestGateway;
beforeAll(async () => {
  test = await createTestGateway({ size: { devices: 4, users: 2 }, tools: { hosts: ["gateway.test"] } });
});

const post = (headers: Record<string, string>, url = "http://gateway.test/mcp") =>
  test.gateway.fetch(
    new Request(url, {
      method: "POST",
      headers: { authorization: `Bearer ${test.token}`, "content-type": "application/json", ...headers },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" }),
    }),
  );

describe.each(["auto", "legacy"] as const)("a client in mode %s", (mode) => {
  it("finds the devices of all accounts that its token may see", async () => {
    const client = await connectTools(test.gateway, { token: test.token, mode });
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain("find_devices");
    const { text, content } = await useTool(client, "count_devices");
    expect(text).toMatch(/^Complete\. 36 devices in 9 accounts\./);
    expect(content).toMatchObject({ devices: 36, complete: true });
  });
});

it("shows a token its own accounts only", async () => {
  const own = test.account("fleet");
  const client = await connectTools(test.gateway, { token: await test.issue(["read"], [own]) });
  const { content } = await useTool(client, "capabilities");
  expect(content).toMatchObject({ accounts: [{ id: own, name: "fleet", vendor: "fleet" }] });
  const other = await useTool(client, "find_devices", { account: test.account("jumpcloud") });
  expect(other).toMatchObject({ isError: true, text: expect.stringContaining("Unknown account") });
  const cursor = Buffer.from(JSON.stringify([test.account("jumpcloud"), null, 0])).toString("base64url");
  expect(await useTool(client, "find_devices", { cursor })).toMatchObject({ isError: true });
});

it("explains failures of a vendor without secrets, and updates the account's status", async () => {
  test.sandboxes.iru.inject({ type: "html", times: Number.POSITIVE_INFINITY });
  const client = await connectTools(test.gateway, { token: test.token });
  const { text } = await useTool(client, "find_devices", { limit: 1000 });
  expect(text).toMatch(/^INCOMPLETE\. .*Account "iru" could not be read: /);
  expect(await test.store.accounts.get(test.account("iru"))).toMatchObject({ status: "error" });
});

it("has the changes of stored lists, and says of which accounts none are stored", async () => {
  const client = await connectTools(test.gateway, { token: test.token });
  const { text, content } = await useTool(client, "changes", { account: "fleet" });
  expect(text).toMatch(/^INCOMPLETE\. 0 changes\. No list of the account "fleet" is stored/);
  expect(content).toMatchObject({ changes: [] });
});

it("needs a valid token with the scope read", async () => {
  expect((await post({ authorization: "Bearer mdmkit_wrong" })).status).toBe(401);
  const write = await test.issue(["write"]);
  expect((await post({ authorization: `Bearer ${write}` })).status).toBe(403);
});

it.each([
  ["an unknown host", {}, "http://attacker.test/mcp", 403],
  ["a page of another origin", { origin: "https://attacker.test" }, undefined, 403],
  ["a program", {}, undefined, 200],
  ["this machine", {}, "http://localhost:8787/mcp", 200],
])("responds to %s", async (_, headers: Record<string, string>, url, status) => {
  const response = await post({ accept: "application/json, text/event-stream", ...headers }, url);
  expect(response.status).toBe(status);
});

it("responds to GET that there is no stream", async () => {
  const headers = { authorization: `Bearer ${test.token}` };
  expect((await test.gateway.fetch(new Request("http://gateway.test/mcp", { headers }))).status).toBe(405);
});
