import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import type { IntuneDeviceRecord } from "../api/record.ts";
import { createApi } from "../generated/api/client.ts";
import { intune } from "../index.ts";
import { createActionPlanners } from "./plan-actions.ts";
import { createDeviceUpdatePlanner } from "./plan-updates.ts";

const USER = "bbbb1111-0000-4000-8000-000000000001";
const refusing = async () => Promise.reject(new Error("a planner asked for something"));
const client = createApi({ token: "t", fetch: refusing });
const actions = createActionPlanners(client);
const update = createDeviceUpdatePlanner(client);
const path = { managedDeviceId: "d1" };

const mac: IntuneDeviceRecord = { id: "d1", operatingSystem: "macOS" };
const windows: IntuneDeviceRecord = { id: "d1", operatingSystem: "Windows" };
const iphone: IntuneDeviceRecord = {
  id: "d1",
  operatingSystem: "iOS",
  osVersion: "18.5",
  isSupervised: true,
};

describe("an action", () => {
  it("is a request without a body", () => {
    expect(actions.sync(windows)).toEqual({ operation: "syncDevice", path });
    expect(actions.lock(mac)).toEqual({ operation: "remoteLock", path });
    expect(actions.clearPasscode(iphone)).toEqual({ operation: "resetPasscode", path });
  });

  it("that erases sends a code to Macs only", () => {
    expect(actions.erase(mac, { pin: "123456" })).toEqual({
      operation: "wipe",
      path,
      body: { macOsUnlockCode: "123456" },
    });
    expect(actions.erase(windows, { pin: null })).toEqual({ operation: "wipe", path });
  });

  it("of lost mode shows what is given", () => {
    expect(actions.enableLostMode(iphone, { message: "Lost" })).toEqual({
      operation: "enableLostMode",
      path,
      body: { message: "Lost" },
    });
  });

  it("that shows a message has its beginning as the title", () => {
    const message = "x".repeat(80);
    expect(actions.sendMessage(iphone, { message })).toMatchObject({
      body: { notificationTitle: "x".repeat(50), notificationBody: message },
    });
  });

  it("that assigns a user refers to the user in beta", () => {
    expect(actions.assignUser(windows, { user_id: USER })).toEqual({
      operation: "addManagedDeviceUser",
      path,
      body: { "@odata.id": `https://graph.microsoft.com/beta/users/${USER}` },
    });
    expect(actions.assignUser(windows, { user_id: null })).toEqual({
      operation: "removeManagedDeviceUser",
      path,
    });
    expect(() => actions.assignUser(windows, { user_id: "someone@example.com" })).toThrow(/id of a user/);
  });
});

describe("an update", () => {
  it("sends what it is about and nothing else", () => {
    expect(update("d1", { name: "DESK" })).toEqual({
      steps: [{ operation: "setDeviceName", path, body: { deviceName: "DESK" } }],
    });
    expect(update("d1", { notes: [{ content: "At the desk" }] })).toEqual({
      steps: [{ operation: "updateManagedDevice", path, body: { notes: "At the desk" } }],
    });
    expect(update("d1", { notes: null })).toMatchObject({ steps: [{ body: { notes: "" } }] });
    expect(update("d1", { owner: null, remote_data: { managedDeviceName: "x" } })).toMatchObject({
      steps: [{ operation: "removeManagedDeviceUser" }, { operation: "updateManagedDevice", body: {} }],
    });
  });

  it.each([
    { notes: [{ content: "a" }, { content: "b" }] },
    { notes: [{ content: "a", title: "b" }] },
    { notes: [{ content: "a", id: "other" }] },
    { owner: { id: "" } },
  ])("refuses %j", (changes) => {
    expect(() => update("d1", changes)).toThrow(expect.objectContaining({ code: "invalid-input" }));
  });
});

describe("a new user", () => {
  const open = () => {
    const sandbox = createSandbox("intune", { devices: 1, users: 4 });
    const { credentials, baseUrl, fetch } = sandbox;
    return { sandbox, mdm: connect(intune({ ...credentials, baseUrl, fetch })) };
  };
  const user = { name: "Kim Hollis", emails: [{ email: "kim@example.com" }] };
  const remote_data = { passwordProfile: { password: "made-up-password" }, department: "Sales" };

  it("needs a password, which no preview shows", async () => {
    const { mdm, sandbox } = open();
    await expect(mdm.users.create(user)).rejects.toThrow(/passwordProfile/);
    const preview = await mdm.users.create({ ...user, remote_data }, { dryRun: true });
    expect(JSON.stringify(preview)).not.toContain("made-up-password");
    expect(sandbox.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    const made = await mdm.users.create({ ...user, remote_data });
    expect(made).toMatchObject({
      name: "Kim Hollis",
      emails: [{ email: "kim@example.com", is_primary: true }],
    });
    expect(made.remote_data?.department).toBe("Sales");
  });

  it("has its other addresses beside the principal name", async () => {
    const { mdm, sandbox } = open();
    const emails = [{ email: "b@example.com" }, { email: "kim@example.com", is_primary: true }];
    await mdm.users.create({ name: "Kim", emails, remote_data });
    const { body } = sandbox.requests.find(({ operation }) => operation === "createUser") ?? {};
    expect(body).toMatchObject({
      userPrincipalName: "kim@example.com",
      mailNickname: "kim",
      otherMails: ["b@example.com"],
      accountEnabled: true,
    });
  });

  it.each([[[]], [[{ email: "no address" }]], [[{ email: "a@example.com" }, { email: " " }]]])(
    "is refused with the addresses %j",
    async (emails) => {
      await expect(open().mdm.users.create({ name: "Kim", emails, remote_data })).rejects.toMatchObject({
        code: "invalid-input",
      });
    },
  );
});
