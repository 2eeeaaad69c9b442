import { beforeAll, expect, it } from "vitest";
import { createGateway } from "../create-gateway.ts";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import { connectTools, useTool } from "../fixtures/tool-client.ts";
import type { Gateway } from "../http/router.ts";

type TestGateway = Awaited<ReturnType<typeof createTestGateway>>;
const tools = { hosts: ["gateway.test"], allowActions: true };
let test: TestGateway;
beforeAll(async () => {
  test = await createTestGateway({ size: { devices: 6, users: 3 }, tools });
});

type Connecting = { gateway?: Pick<Gateway, "fetch">; token?: string; mode?: "auto" | "legacy" };

/** A client whose person confirms everything. */
const confirmingClient = ({ gateway = test.gateway, token = test.token, mode = "auto" }: Connecting = {}) =>
  connectTools(gateway, {
    ...{ token, mode },
    capabilities: { elicitation: { form: {} } },
    prepare: (client) =>
      client.setRequestHandler("elicitation/create", () => ({
        action: "accept",
        content: { confirm: true },
      })),
  });

/** The plan of an action on a Mac of JumpCloud. */
async function plan(action = "restart", token = test.token) {
  const account = test.account("jumpcloud");
  const { body } = await test.call("GET", test.of("jumpcloud", "devices", "platform=macos&limit=1"));
  const client = await confirmingClient({ token });
  const planned = await useTool(client, "plan_action", { account, device_id: body.result[0].id, action });
  return { ...planned, args: { plan_token: planned.content.plan_token } };
}

const restarts = () =>
  test.sandboxes.jumpcloud.requests.filter(({ path }) => path.endsWith("/restart")).length;

it("sends an action once, whichever request is first, and has it in the audit log", async () => {
  const { args } = await plan();
  const before = restarts();
  const client = await confirmingClient();
  const running = Array.from({ length: 4 }, () => useTool(client, "run_action", args));
  const results = await Promise.all(running);
  expect(results.filter(({ isError }) => !isError)).toHaveLength(1);
  expect(results.filter(({ text }) => text.includes("was used before"))).toHaveLength(3);
  expect(restarts()).toBe(before + 1);
  const entries = await test.store.audit.list({ limit: 2 });
  expect(entries).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ operation: "performDeviceAction.restart", result: "done" }),
    ]),
  );
});

it("refuses a used plan in another process on the same database", async () => {
  const { args } = await plan();
  await useTool(await confirmingClient(), "run_action", args);
  const gateway = createGateway({ store: test.store, tools, log: () => {} });
  const again = await useTool(await confirmingClient({ gateway }), "run_action", args);
  expect(again).toMatchObject({ isError: true, text: expect.stringContaining("was used before") });
});

it("refuses the plan of another token, and actions that a token may not send", async () => {
  const { args } = await plan();
  const before = restarts();
  const writing = await test.issue(["read", "write"]);
  const others = await useTool(await confirmingClient({ token: writing }), "run_action", args);
  expect(others).toMatchObject({ isError: true, text: expect.stringContaining("of another caller") });
  expect((await plan("restart", writing)).isError).toBe(false);
  expect((await plan("erase", writing)).text).toContain("lacks the scope `destructive`");
  expect((await plan("restart", await test.issue(["read"]))).text).toContain("lacks the scope `write`");
  expect(restarts()).toBe(before);
});

it("refuses clients of the older generation, which it cannot ask over HTTP", async () => {
  const { args } = await plan();
  const refused = await useTool(await confirmingClient({ mode: "legacy" }), "run_action", args);
  expect(refused).toMatchObject({ isError: true, text: expect.stringContaining("cannot ask a person") });
});

it("has no tools for actions unless they are allowed", async () => {
  const gateway = createGateway({ store: test.store, tools: { hosts: tools.hosts }, log: () => {} });
  const names = (await (await confirmingClient({ gateway })).listTools()).tools.map(({ name }) => name);
  expect(names).not.toContain("run_action");
  expect(names).not.toContain("plan_action");
});
