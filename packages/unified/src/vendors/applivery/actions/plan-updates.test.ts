import { ConflictError, InvalidInputError, UnsupportedCapabilityError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { openWorkspace } from "../api/workspace.ts";
import { ORGANIZATION_ID as organizationId, USER_ID } from "../fixtures/rows.ts";
import { applivery, appliveryFailure } from "../index.ts";
import { createUserPlanners } from "../users/plan-users.ts";
import { createDeviceRemovalPlanner, createDeviceUpdatePlanner } from "./plan-updates.ts";

const ID = "64b0000000000000000000a1";
const POLICY_ID = "64b0000000000000000000f1";
const refusing = async () => Promise.reject(new Error("a planner asked for something"));
const workspace = openWorkspace({ token: "t", organizationId, fetch: refusing });
const update = createDeviceUpdatePlanner(workspace);
const remove = createDeviceRemovalPlanner(workspace);

/** An account of a fresh sandbox. */
function open(options = {}) {
  const sandbox = createSandbox("applivery", { devices: 24, users: 18, ...options });
  const { token, organizationId: workspace } = sandbox.credentials;
  const vendor = applivery({
    token,
    organizationId: workspace,
    baseUrl: sandbox.baseUrl,
    fetch: sandbox.fetch,
  });
  return { mdm: connect(vendor), sandbox };
}

describe("an update of a device", () => {
  const changes = {
    name: "Desk",
    tags: [{ name: "a" }, { id: "b" }],
    owner: { id: USER_ID },
    policy: { id: POLICY_ID },
  };
  const common = { displayName: "Desk", tags: ["a", "b"], mdmUserId: USER_ID };

  it.each([
    ["apple", "updateAppleDevice", { admDeviceId: ID }, { policyId: POLICY_ID }],
    ["android", "updateAndroidDevice", { emmDeviceId: ID }, { policyId: POLICY_ID }],
    ["windows", "updateWindowsDevice", { winDeviceId: ID }, { winPolicyId: POLICY_ID }],
  ])("of %s is one request to its record, without any read", async (platform, operation, path, policy) => {
    expect(await update(`${ID}:${platform}`, changes)).toEqual({
      operation,
      path: { organizationId, ...path },
      body: { ...common, ...policy },
    });
  });

  it("sends what is given and nothing else", async () => {
    expect(await update(`${ID}:apple`, { tags: null })).toMatchObject({ body: { tags: [] } });
    const plan = await update(`${ID}:apple`, { name: "Desk" });
    expect(plan).toHaveProperty("body", { displayName: "Desk" });
  });

  it("cannot take a device from its user, except on AOSP", async () => {
    await expect(update(`${ID}:apple`, { owner: null })).rejects.toThrow(/cannot remove its user/);
  });

  it("refuses a name that an AOSP device cannot hold", async () => {
    const { mdm, sandbox } = open({ aosp: 1 });
    const { inventory, devices } = sandbox.state;
    const at = devices.indexes().find((index) => inventory.kindOf(index) === "aosp") ?? 0;
    const id = `${inventory.rowId(at)}:aosp`;
    await expect(mdm.devices.update(id, { name: "x".repeat(257) })).rejects.toThrow(/256 characters/);
    expect(sandbox.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    expect((await mdm.devices.update(id, { name: "x".repeat(256) })).name).toHaveLength(256);
  });

  it.each([
    { owner: { id: "" } },
    { owner: { id: " " } },
    { policy: { id: " " } },
    { policy: { id: "p1" } },
    { owner: { id: "unknown" } },
    { tags: [{}] },
    { tags: [{ id: "a", name: "b" }] },
  ])("is refused before any request for %j", async (changes) => {
    await expect(update(`${ID}:apple`, changes)).rejects.toBeInstanceOf(InvalidInputError);
  });

  it("of AOSP finds the record by the serial number", async () => {
    const { mdm, sandbox } = open();
    const device = (await mdm.devices.list().toArray()).find(({ id }) => id.endsWith(":aosp"));
    const after = await mdm.devices.update(device?.id ?? "", { name: "Scanner 7", owner: null });
    expect([after.name, after.owner, sandbox.violations]).toEqual(["Scanner 7", undefined, []]);
  });

  it("changes the policy", async () => {
    const { mdm, sandbox } = open();
    const device = (await mdm.devices.list({ platform: "windows" }).toArray())[0];
    const [policy] = sandbox.state.policies.windows.rows("id").slice(1, 2);
    const after = await mdm.devices.update(device?.id ?? "", { policy: { id: String(policy?.id) } });
    expect(after.policy).toEqual(policy);
  });

  it("is refused for what Applivery cannot change, before any request", async () => {
    const { mdm, sandbox } = open();
    // @ts-expect-error there are no notes
    await expect(mdm.devices.update(`${ID}:apple`, { notes: [] })).rejects.toThrow(/cannot change notes/);
    expect(sandbox.requests).toEqual([]);
  });
});

describe("the removal of a device", () => {
  it.each([
    ["apple", "removeAppleDevice", { admDeviceId: ID }],
    ["android", "removeAndroidDevice", { emmDeviceId: ID }],
    ["windows", "removeWindowsDevice", { winDeviceId: ID }],
  ])("of %s ends management", async (platform, operation, path) => {
    expect(await remove(`${ID}:${platform}`)).toEqual({ operation, path: { organizationId, ...path } });
  });

  it("is refused where nothing leads from the row to the record", async () => {
    const { mdm } = open({ platformIds: false });
    const unmarked = (await mdm.devices.list().toArray()).find(({ serial_number }) => !serial_number);
    const id = unmarked?.id ?? "";
    await expect(mdm.devices.delete(id, { confirm: id })).rejects.toBeInstanceOf(UnsupportedCapabilityError);
  });
});

describe("users", () => {
  const users = createUserPlanners(workspace);

  it("are created with their one address", () => {
    const emails = [{ email: "b@example.com", type: "primary", is_primary: true }];
    expect(users.create({ name: "A", emails })).toMatchObject({
      operation: "createMdmUser",
      body: { name: "A", email: "b@example.com" },
    });
    expect(users.create({ name: "A", emails: [{ email: "a@example.com" }] })).toMatchObject({
      body: { email: "a@example.com" },
    });
  });

  it("are created with the address at Apple, where it is marked as that", () => {
    const emails = [{ email: "x@apple.example.com", type: "managed_apple_id" }, { email: "a@example.com" }];
    expect(users.create({ name: "A", emails })).toMatchObject({
      body: { email: "a@example.com", managedAppleId: "x@apple.example.com" },
    });
  });

  it.each([[[]], [[{ email: "x@apple.example.com", type: "managed_apple_id" }]]])(
    "are not created without an address: %j",
    (emails) => expect(() => users.create({ name: "A", emails })).toThrow(/requires an email address/),
  );

  it.each([
    [[{ email: " " }]],
    [[{ email: null }]],
    [[{ email: "a@example.com" }, { email: " ", type: "managed_apple_id" }]],
    [[{ email: "a@example.com" }, { email: "b@example.com" }]],
    [[{ email: "a@example.com", type: "work" }]],
    [[{ email: "a@example.com" }, { email: "x@example.com", type: "managed_apple_id", is_primary: true }]],
  ])("are not created with addresses that would be lost or changed: %j", (emails) =>
    expect(() => users.create({ name: "A", emails })).toThrow(InvalidInputError),
  );

  it("are written back whole, because a replacement would lose the rest", async () => {
    const { mdm, sandbox } = open();
    const before = sandbox.state.users.get(sandbox.state.inventory.userId(0));
    const { remote_data } = await mdm.users.update(String(before?.id), { name: "Robin Vale" });
    expect(sandbox.requests.find(({ operation }) => operation === "updateMdmUser")?.body).toEqual({
      name: "Robin Vale",
      managedAppleId: before?.managedAppleId,
      tags: before?.tags,
      language: before?.language,
      metadata: before?.metadata,
    });
    expect(remote_data?.tags).toEqual(before?.tags);
  });

  it("keep their address: a change is refused before any request", async () => {
    const { mdm, sandbox } = open();
    const changes = { name: "Robin", emails: [{ email: "new@example.com" }] };
    const id = sandbox.state.inventory.userId(0);
    await expect(mdm.users.update(id, changes)).rejects.toThrow(/cannot change emails/);
    expect(sandbox.requests).toEqual([]);
  });

  it.each([false, true])(
    "are not removed while something hangs on them (hidden in a success: %s)",
    async (hiddenFailures) => {
      const { mdm, sandbox } = open({ hiddenFailures });
      const { devices, tokens } = sandbox.state;
      const owning = String(
        devices
          .rows("id")
          .slice(0, 5)
          .find(({ mdmUserId }) => mdmUserId)?.mdmUserId,
      );
      const refusal = await mdm.users.delete(owning, { confirm: owning }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ConflictError);
      expect(refusal).toMatchObject({ status: 409, operation: "removeMdmUser" });
      expect(appliveryFailure(refusal)).toBe(5054);

      const waiting = await mdm.users.create({ name: "New", emails: [{ email: "new@example.com" }] });
      tokens.insert({ type: "apple", mdmUserId: waiting.id });
      const pending = await mdm.users
        .delete(waiting.id, { confirm: waiting.id })
        .catch((error: unknown) => error);
      expect(appliveryFailure(pending)).toBe(5055);
    },
  );
});
