import { describe, expect, it } from "vitest";
import { valueAt } from "../../../engine/records/values.ts";
import { openJamfPro } from "../fixtures/calls.ts";

const commands = "/api/v2/mdm/commands";

async function open() {
  const { sandbox, call } = openJamfPro({ devices: 300 });
  const computers = (await call("/api/v4/computers-inventory?page-size=300&sort=id:asc")).rows;
  const mobile = (await call("/api/v2/mobile-devices/detail?page-size=300")).rows;
  const managed = (rows: typeof mobile, supervised?: boolean) => {
    const row = rows.find(
      (candidate) =>
        valueAt(candidate, "general.managementId") !== null &&
        (supervised === undefined || valueAt(candidate, "general.supervised") === supervised),
    );
    return {
      id: String(row?.mobileDeviceId ?? row?.id),
      managementId: String(valueAt(row, "general.managementId")),
    };
  };
  const send = (managementIds: string[], commandData: object) =>
    call(commands, {
      method: "POST",
      body: { clientData: managementIds.map((managementId) => ({ managementId })), commandData },
    });
  return {
    sandbox,
    call,
    send,
    mac: managed(computers),
    phone: managed(mobile, true),
    own: managed(mobile, false),
  };
}

describe("MDM commands", () => {
  it("go to management ids, return one entry per device, and can be looked up", async () => {
    const { sandbox, call, send, mac, phone } = await open();
    const sent = await send([mac.managementId, phone.managementId], { commandType: "RESTART_DEVICE" });
    expect(sent.status).toBe(201);
    expect(sent.rows).toHaveLength(2);
    const uuid = String(sent.rows[1]?.id);
    const found = await call(`${commands}?filter=uuid==${uuid}`);
    expect(found.rows).toMatchObject([
      { uuid, commandState: "PENDING", client: { clientType: "MOBILE_DEVICE" } },
    ]);
    expect(sandbox.state.commands.all).toMatchObject([{ kind: "computer", id: mac.id }, { kind: "mobile" }]);
    expect(sandbox.violations).toEqual([]);
  });

  it("go on with each question, as devices check in, to an end that some do not like", async () => {
    const { sandbox, call, send, mac } = await open();
    const courses = new Set<string>();
    for (let time = 0; time < 40; time++) {
      const [command] = (await send([mac.managementId], { commandType: "RESTART_DEVICE" })).rows;
      const states: string[] = [];
      for (let ask = 0; ask < 5; ask++) {
        const [row] = (await call(`${commands}?filter=uuid==${command?.id}`)).rows;
        states.push(String(row?.commandState));
        const isDone = !["PENDING", "NOT_NOW"].includes(states.at(-1) ?? "");
        expect(row?.dateCompleted !== null).toBe(isDone);
        expect(row?.commandError !== null).toBe(isDone && states.at(-1) !== "ACKNOWLEDGED");
      }
      courses.add(states.join());
    }
    expect(courses).toEqual(
      new Set([
        "PENDING,ACKNOWLEDGED,ACKNOWLEDGED,ACKNOWLEDGED,ACKNOWLEDGED",
        "PENDING,NOT_NOW,ACKNOWLEDGED,ACKNOWLEDGED,ACKNOWLEDGED",
        "PENDING,NOT_NOW,NOT_NOW,ACKNOWLEDGED,ACKNOWLEDGED",
        "PENDING,ERROR,ERROR,ERROR,ERROR",
        "PENDING,COMMAND_FORMAT_ERROR,COMMAND_FORMAT_ERROR,COMMAND_FORMAT_ERROR,COMMAND_FORMAT_ERROR",
      ]),
    );
    expect(sandbox.violations).toEqual([]);
  });

  it("queue again when sent again", async () => {
    const { sandbox, send, mac } = await open();
    for (let time = 0; time < 2; time++) await send([mac.managementId], { commandType: "SHUT_DOWN_DEVICE" });
    expect(sandbox.state.commands.all).toHaveLength(2);
  });

  it("are not listed without a filter", async () => {
    const { call } = await open();
    expect((await call(commands)).status).toBe(400);
  });

  it("want a PIN for a Mac, supervision for some, and a device that has them", async () => {
    const { send, mac, phone, own } = await open();
    const status = async (id: string, command: object) => (await send([id], command)).status;
    expect(await status(mac.managementId, { commandType: "DEVICE_LOCK" })).toBe(400);
    expect(await status(mac.managementId, { commandType: "DEVICE_LOCK", pin: "123456" })).toBe(201);
    expect(await status(phone.managementId, { commandType: "DEVICE_LOCK" })).toBe(201);
    expect(await status(mac.managementId, { commandType: "ENABLE_LOST_MODE", lostModeMessage: "x" })).toBe(
      400,
    );
    expect(await status(phone.managementId, { commandType: "ENABLE_LOST_MODE", lostModeMessage: "x" })).toBe(
      201,
    );
    expect(await status(own.managementId, { commandType: "ENABLE_LOST_MODE", lostModeMessage: "x" })).toBe(
      400,
    );
    expect(await status("unknown", { commandType: "RESTART_DEVICE" })).toBe(400);
  });

  it("clear a passcode by the token of the single read, and keep no secret", async () => {
    const { sandbox, call, send, phone } = await open();
    const { ios } = (await call(`/api/v2/mobile-devices/${phone.id}/detail`)).row;
    const unlockToken = valueAt(ios, "unlockToken");
    expect(
      (await send([phone.managementId], { commandType: "CLEAR_PASSCODE", unlockToken: "x" })).status,
    ).toBe(400);
    expect((await send([phone.managementId], { commandType: "CLEAR_PASSCODE", unlockToken })).status).toBe(
      201,
    );
    expect(JSON.stringify(sandbox.state.commands.all)).not.toContain(unlockToken);
  });
});

describe("pushes", () => {
  it("succeed with the ids they could not reach", async () => {
    const { call, mac } = await open();
    const body = { clientManagementIds: [mac.managementId, "unknown"] };
    expect(await call("/api/v2/mdm/blank-push", { method: "POST", body })).toMatchObject({
      status: 200,
      row: { errorUuids: ["unknown"] },
    });
  });
});

describe("Classic commands", () => {
  it("go to ids, several of them joined by commas", async () => {
    const { sandbox, call, phone } = await open();
    const path = (ids: string) => `/JSSResource/mobiledevicecommands/command/UpdateInventory/id/${ids}`;
    expect((await call(path(phone.id), { method: "POST" })).status).toBe(201);
    expect(sandbox.state.commands.all).toMatchObject([{ type: "UpdateInventory", id: phone.id }]);
    const { uuid } = sandbox.state.commands.all[0] ?? {};
    const again = await call(path(phone.id), { method: "POST" });
    expect(uuid).toEqual(expect.any(String));
    expect(again.text).toMatch(/<uuid>[0-9a-f-]{36}<\/uuid><command>UpdateInventory<\/command>/);
    expect(again.text).toContain(`<id>${phone.id}</id>`);
    expect(again.text).toContain("<status>Command sent</status>");
    expect((await call(path(`${phone.id},9999`), { method: "POST" })).status).toBe(404);
  });
});

describe("update plans", () => {
  it("are made for each device, unless planning is turned off", async () => {
    const { sandbox, call, mac } = await open();
    const plans = "/api/v1/managed-software-updates/plans";
    const body = {
      devices: [{ deviceId: mac.id, objectType: "COMPUTER" }],
      config: { updateAction: "DOWNLOAD_INSTALL", versionType: "LATEST_ANY" },
    };
    const made = await call(plans, { method: "POST", body });
    const planId = String(valueAt(made.row, "plans.planId"));
    expect(made.status).toBe(201);
    expect((await call(`${plans}/${planId}`)).row).toMatchObject({
      planUuid: planId,
      status: { state: "Init" },
    });
    expect(sandbox.violations).toEqual([]);
    const off = openJamfPro({ updatePlans: false });
    expect((await off.call(`${plans}/feature-toggle`)).row.toggle).toBe(false);
    expect((await off.call(plans, { method: "POST", body })).status).toBe(400);
  });
});
