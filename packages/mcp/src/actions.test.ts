import { isRecord } from "@mdmkit/runtime";
import type { VendorId } from "@mdmkit/sandbox/load";
import type { Client } from "@modelcontextprotocol/client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { connectClient, GENERATIONS, type Generation } from "./fixtures/connect-client.ts";
import { sandboxFleet } from "./fixtures/sandbox-fleet.ts";
import type { Fleet } from "./fleet/fleet.ts";
import { createToolServer } from "./server.ts";

const clients: Client[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const client of clients.splice(0)) await client.close();
});

type Answer = { action: "accept" | "decline" | "cancel"; content?: Record<string, string | boolean> };
/** What the person answers, by the question; undefined for a client that cannot ask. */
type Person = ((question: string) => Answer) | undefined;

async function clientOf(fleet: Fleet, person: Person, generation: Generation = "2026"): Promise<Client> {
  const capabilities = person ? { elicitation: { form: {} } } : {};
  const factory = () => createToolServer({ fleet, version: "1" });
  const client = await connectClient(factory, generation, { capabilities }, (one) => {
    if (person) one.setRequestHandler("elicitation/create", ({ params }) => person(params.message));
  });
  clients.push(client);
  return client;
}

async function use(client: Client, name: string, args: Record<string, unknown>) {
  const { content, structuredContent, isError = false } = await client.callTool({ name, arguments: args });
  const [part] = content;
  const text = part?.type === "text" ? part.text : "";
  return { text, isError, content: isRecord(structuredContent) ? structuredContent : {} };
}

/** A fleet of one vendor that allows actions, and the first of its devices that `action` works on. */
async function setUp(vendor: VendorId, action: string, inputs: Record<string, unknown> = {}) {
  const { fleet, accounts } = await sandboxFleet({ vendors: [vendor], devices: 12, allowActions: true });
  const [account] = accounts;
  if (!account) throw new Error("No account.");
  const planning = await clientOf(fleet, undefined);
  const plan = async (id: string) => use(planning, "plan_action", { device_id: id, action, inputs });
  for await (const { id, serial_number: serial } of account.mdm.devices.list()) {
    const planned = await plan(id);
    if (planned.content.possible)
      return { fleet, account, id, serial: String(serial), planned, plan: () => plan(id) };
  }
  throw new Error(`${vendor} has no device for ${action}.`);
}

/** Requests of actions that the vendor received. Others than GET can be reads. */
const writesOf = ({ sandbox }: { sandbox: { requests: readonly { path: string }[] } }) =>
  sandbox.requests.filter(({ path }) => /\/(restart|wipe)$/.test(path));

it("lists no tool that writes, unless actions are allowed", async () => {
  const { fleet } = await sandboxFleet({ vendors: ["fleet"], devices: 1, allowActions: true });
  const { tools } = await (await clientOf(fleet, undefined)).listTools();
  expect(tools.length).toBeLessThanOrEqual(12);
  const writing = tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name);
  expect(writing).toEqual(["run_action"]);
  const reading = await clientOf((await sandboxFleet({ vendors: ["fleet"], devices: 1 })).fleet, undefined);
  expect((await reading.listTools()).tools.map(({ name }) => name)).not.toContain("plan_action");
});

describe.each(Object.keys(GENERATIONS) as Generation[])("a client of %s", (generation) => {
  it("sends an action that a person confirms, once", async () => {
    const { fleet, id, serial, planned, account } = await setUp("jumpcloud", "restart");
    const questions: string[] = [];
    const person = (question: string): Answer => {
      questions.push(question);
      return { action: "accept", content: { confirm: true } };
    };
    const client = await clientOf(fleet, person, generation);
    const before = writesOf(account).length;
    const { plan_token } = planned.content;
    const done = await use(client, "run_action", { plan_token });
    expect(done.text).toMatch(/^Complete\. The action restart was sent/);
    expect(done.content).toMatchObject({ device_id: id, action: "restart" });
    expect(questions).toEqual([expect.stringContaining(`"${serial}"`)]);
    expect(writesOf(account)).toHaveLength(before + 1);
    const again = await use(client, "run_action", { plan_token });
    expect(again).toMatchObject({ isError: true, text: expect.stringContaining("was used before") });
    expect(writesOf(account)).toHaveLength(before + 1);
  });

  it("sends nothing when the person declines, and does not ask again", async () => {
    const { fleet, planned, account } = await setUp("jumpcloud", "restart");
    let asked = 0;
    const client = await clientOf(
      fleet,
      () => {
        asked += 1;
        return { action: "decline" };
      },
      generation,
    );
    const before = writesOf(account).length;
    const { plan_token } = planned.content;
    const refused = await use(client, "run_action", { plan_token });
    expect(refused).toMatchObject({ isError: true, text: expect.stringContaining("did not confirm") });
    expect(await use(client, "run_action", { plan_token })).toMatchObject({ isError: true });
    expect(writesOf(account)).toHaveLength(before);
    expect(asked).toBeLessThanOrEqual(2);
  });

  it("refuses a client that cannot ask a person", async () => {
    const { fleet, planned, account } = await setUp("jumpcloud", "restart");
    const client = await clientOf(fleet, undefined, generation);
    const before = writesOf(account).length;
    const { plan_token } = planned.content;
    const refused = await use(client, "run_action", { plan_token });
    expect(refused).toMatchObject({ isError: true, text: expect.stringContaining("cannot ask a person") });
    expect(writesOf(account)).toHaveLength(before);
  });
});

it("needs the serial number for an action that destroys data", async () => {
  const { fleet, serial, planned, plan, account } = await setUp("fleet", "erase");
  const answers: Answer[] = [
    { action: "accept", content: { confirm: "yes" } },
    { action: "accept", content: { confirm: serial } },
  ];
  const client = await clientOf(fleet, () => answers.shift() ?? { action: "cancel" });
  const before = writesOf(account).length;
  const wrong = await use(client, "run_action", { plan_token: planned.content.plan_token });
  expect(wrong).toMatchObject({ isError: true, text: expect.stringContaining("does not confirm") });
  expect(writesOf(account)).toHaveLength(before);
  const { plan_token } = (await plan()).content;
  expect(await use(client, "run_action", { plan_token })).toMatchObject({ isError: false });
  expect(writesOf(account)).toHaveLength(before + 1);
});

it("refuses a plan of a device whose owner has changed since", async () => {
  const { fleet, planned, account, id } = await setUp("jumpcloud", "restart");
  const { owner } = await account.mdm.devices.get(id);
  const users = await account.mdm.users.list().toArray();
  const other = users.find((user) => user.id !== owner?.id);
  await account.mdm.devices.assignUser(id, { user_id: other?.id ?? null });
  const before = writesOf(account).length;
  const client = await clientOf(fleet, () => ({ action: "accept", content: { confirm: true } }));
  const { plan_token } = planned.content;
  const refused = await use(client, "run_action", { plan_token });
  expect(refused).toMatchObject({ isError: true, text: expect.stringContaining("owner changed") });
  expect(writesOf(account)).toHaveLength(before);
});

describe("a plan token", () => {
  const confirm = (): Answer => ({ action: "accept", content: { confirm: true } });

  it("is valid for five minutes", async () => {
    const { fleet, planned } = await setUp("jumpcloud", "restart");
    const client = await clientOf(fleet, confirm);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 301_000 });
    const { plan_token } = planned.content;
    const refused = await use(client, "run_action", { plan_token });
    expect(refused).toMatchObject({
      isError: true,
      text: expect.stringContaining("older than five minutes"),
    });
  });

  it("cannot be changed, made up, or used by another caller", async () => {
    const { fleet, planned } = await setUp("jumpcloud", "restart");
    const client = await clientOf(fleet, confirm);
    const token = String(planned.content.plan_token);
    const [version, body = "", mac] = token.split(".");
    const changed = Buffer.from(body, "base64url").toString().replace("restart", "erase");
    const forged = [version, Buffer.from(changed).toString("base64url"), mac].join(".");
    for (const plan_token of [forged, "x", `${token}x`])
      expect(await use(client, "run_action", { plan_token })).toMatchObject({
        isError: true,
        text: expect.stringContaining("The plan token is invalid"),
      });
    if (!fleet.actions) throw new Error("No actions.");
    const others = { ...fleet, actions: { ...fleet.actions, caller: "another" } };
    expect(await use(await clientOf(others, confirm), "run_action", { plan_token: token })).toMatchObject({
      isError: true,
      text: expect.stringContaining("of another caller"),
    });
  });

  it("is of no use with an answer to another question", async () => {
    const { fleet, planned, plan, account } = await setUp("jumpcloud", "restart");
    const other = await plan();
    // A client of the newer generation sends the answer with the call; this one mixes two questions.
    const state: string[] = [];
    const client = await clientOf(fleet, confirm);
    const ask = async (plan_token: unknown, extra: object) =>
      client.request(
        { method: "tools/call", params: { name: "run_action", arguments: { plan_token }, ...extra } },
        {
          allowInputRequired: true,
        },
      );
    const first = await ask(planned.content.plan_token, {});
    if ("requestState" in first) state.push(String(first.requestState));
    const before = writesOf(account).length;
    const mixed = await ask(other.content.plan_token, {
      requestState: state[0],
      inputResponses: { confirmation: { action: "accept", content: { confirm: true } } },
    });
    expect(mixed).toMatchObject({ resultType: "input_required" });
    expect(writesOf(account)).toHaveLength(before);
  });
});

it("takes no secrets from a model, and says who performs such an action", async () => {
  const { fleet, accounts } = await sandboxFleet({ vendors: ["jumpcloud"], devices: 12, allowActions: true });
  const client = await clientOf(fleet, undefined);
  const [mac] = (await accounts[0]?.mdm.devices.list({ platform: "macos" }).toArray()) ?? [];
  const args = { device_id: mac?.id, action: "lock" };
  const withPin = await use(client, "plan_action", { ...args, inputs: { pin: "123456" } });
  expect(withPin).toMatchObject({ isError: true, text: expect.stringContaining("inputs.pin: must be null") });
  const without = await use(client, "plan_action", args);
  expect(without).toMatchObject({
    isError: true,
    text: expect.stringContaining("a person performs this action"),
  });
});

it("plans nothing for a device that the action does not work on", async () => {
  const { fleet, accounts } = await sandboxFleet({ vendors: ["jamf-pro"], devices: 20, allowActions: true });
  const client = await clientOf(fleet, undefined);
  const [mac] = (await accounts[0]?.mdm.devices.list({ platform: "macos" }).toArray()) ?? [];
  const planned = await use(client, "plan_action", {
    device_id: mac?.id,
    action: "enable_lost_mode",
    inputs: {},
  });
  expect(planned.isError || planned.content.plan_token === null).toBe(true);
});
