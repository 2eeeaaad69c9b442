import { describe, expect, it } from "vitest";
import { openIvantiNeurons } from "../fixtures/calls.ts";

describe("an action as clients send it", () => {
  it.each(["lock", "forceCheckin", "retire", "unlock"])(
    "takes the ids of %s in the query",
    async (action) => {
      const { call, active, sandbox } = openIvantiNeurons();
      const mac = active("OSX");
      expect((await call(`/device/${action}?ids=${mac}`, { method: "PUT" })).result).toBe(1);
      expect(sandbox.state.commands).toMatchObject([{ name: action, id: mac }]);
      expect((await call(`/device/${action}`, { method: "PUT" })).status).toBe(400);
      expect(sandbox.violations).toEqual([]);
    },
  );

  it("takes a guid and the message of a lock in the query", async () => {
    const { call, active, sandbox } = openIvantiNeurons();
    const guid = sandbox.state.devices.get(String(active("IOS")))?.guid;
    const lock = `/device/lock?guids=${guid}&message=Call%20us`;
    expect((await call(lock, { method: "PUT" })).result).toBe(1);
  });

  it("takes either kind of form for an unlock, and ids alone", async () => {
    const { call, put, active } = openIvantiNeurons();
    const mac = active("OSX");
    expect((await put("unlock", [mac])).result).toBe(1);
    const multipart = { ids: String(mac), deviceUnlockPin: "" };
    expect((await call("/device/unlock", { method: "PUT", multipart })).result).toBe(1);
    expect((await call("/device/lock", { method: "PUT", multipart: { ids: String(mac) } })).status).toBe(400);
  });
});

describe("a check of viability", () => {
  it("lists who can not, with a code where one is known", async () => {
    const { call, active, sandbox } = openIvantiNeurons();
    const [mac, windows] = [active("OSX"), active("WINDOWS_PHONE")];
    const retired = active("IOS");
    sandbox.state.devices.update(String(retired), { registrationState: "RETIRED" });
    const check = `/device/lock?checkViability=true&ids=${mac}&ids=${windows}&ids=${retired}`;
    expect((await call(check)).row).toMatchObject({
      totalCount: 2,
      searchResults: [
        { id: windows, actionExceptionCodes: ["PLATFORM_NOT_SUPPORTED"] },
        { id: retired, actionExceptionCodes: [null] },
      ],
    });
    expect((await call(`/device/lock?checkViability=true&ids=${mac}`)).row).toMatchObject({
      totalCount: 0,
      searchResults: [],
    });
    expect(sandbox.state.commands).toEqual([]);
  });

  it("is the one thing a GET of an action does", async () => {
    const { call } = openIvantiNeurons();
    expect(await call("/device/wipe?ids=1200003")).toMatchObject({ status: 400 });
  });
});

describe("an action", () => {
  it("on a device that cannot is a failure in a success, and does nothing", async () => {
    const { put, active, sandbox } = openIvantiNeurons();
    expect(await put("lock", [active("OSX"), active("WINDOWS_PHONE")])).toMatchObject({
      status: 200,
      result: 0,
    });
    expect(await put("retire", [7])).toMatchObject({ status: 200, result: 0 });
    expect(sandbox.state.commands).toEqual([]);
  });

  it.each([
    ["retire", "RETIRE_PENDING", "RETIRED"],
    ["wipe", "WIPE_PENDING", "WIPED"],
  ])("%s is pending until the device checks in", async (action, pending, done) => {
    const { put, call, active, sandbox } = openIvantiNeurons();
    const id = active("IOS");
    expect(await put(action, [id])).toMatchObject({ result: 1 });
    expect((await call(`/device/${id}`)).row.registrationState).toBe(pending);
    sandbox.state.checkIn(String(id));
    expect((await call(`/device/${id}`)).row.registrationState).toBe(done);
    expect(sandbox.state.commands).toMatchObject([{ name: action, id }]);
  });

  it("that counts returns a number of devices", async () => {
    const { put, active, sandbox } = openIvantiNeurons();
    expect(await put("forceCheckin", [active("OSX"), active("IOS"), 7])).toMatchObject({ result: 2 });
    const ipad = active("IOS");
    sandbox.state.devices.update(String(ipad), { multiUser: true });
    const form = { ids: `${ipad},${active("OSX")}` };
    expect(await put("logoutUser", [], form)).toMatchObject({ result: 1 });
  });

  it("takes guids where it says so", async () => {
    const { call, active, sandbox } = openIvantiNeurons();
    const id = active("OSX");
    const guids = String(sandbox.state.devices.get(String(id))?.guid);
    expect(await call("/device/lock", { method: "PUT", form: { guids } })).toMatchObject({ result: 1 });
    expect(sandbox.state.commands).toMatchObject([{ name: "lock", id }]);
    expect(await call("/device/retire", { method: "PUT", form: { guids } })).toMatchObject({ status: 400 });
  });

  it("with a message returns true", async () => {
    const { call, active } = openIvantiNeurons();
    const form = {
      sendPushNotification: "true",
      pushNotificationMessage: "Hello all",
      sendEmail: "false",
      emailSubject: "",
      emailBody: "",
      dmPartitionId: "23001",
    };
    const deviceIds = `${active("IOS")},${active("OSX")}`;
    expect((await call("/device/message", { method: "PUT", form: { ...form, deviceIds } })).result).toBe(
      true,
    );
    expect((await call("/device/message", { method: "PUT", form: { ...form, deviceIds: "7" } })).result).toBe(
      false,
    );
    const { emailSubject: _none, ...withoutSubject } = form;
    const mail = { ...withoutSubject, sendPushNotification: "False", sendEmail: "True", deviceIds };
    expect((await call("/device/message", { method: "PUT", form: mail })).result).toBe(true);
  });

  it("keeps no PIN", async () => {
    const { call, active, sandbox } = openIvantiNeurons();
    const multipart = { ids: String(active("ANDROID")), deviceUnlockPin: "abc123" };
    expect(await call("/device/unlock", { method: "PUT", multipart })).toMatchObject({ result: 1 });
    expect(JSON.stringify(sandbox.state.commands)).not.toContain("abc123");
    const tooLong = { ...multipart, deviceUnlockPin: "abc1234567" };
    expect(await call("/device/unlock", { method: "PUT", multipart: tooLong })).toMatchObject({
      status: 400,
    });
  });

  it("of lost mode and kiosk mode changes the record", async () => {
    const { put, call, active } = openIvantiNeurons();
    const [iphone, android] = [active("IOS"), active("ANDROID")];
    await put("enableLostMode", [iphone], { message: "Lost" });
    expect((await call(`/device/${iphone}`)).row.lostModeEnabled).toBe(true);
    await put("disableLostMode", [iphone]);
    expect((await call(`/device/${iphone}`)).row.lostModeEnabled).toBe(false);
    await put("enterKioskMode", [android]);
    expect((await call(`/device/${android}`)).row.kioskState).toBe("ACTIVE");
    await put("exitKioskMode", [android]);
    expect((await call(`/device/${android}`)).row.kioskState).toBe("INACTIVE");
  });
});

describe("relinquishing", () => {
  it("differs from its check by a parameter, and counts the eligible", async () => {
    const { call, active, sandbox } = openIvantiNeurons();
    const [android, mac] = [active("ANDROID"), active("OSX")];
    sandbox.state.devices.update(String(android), { ownershipType: "COMPANY" });
    const path = `/device/relinquishOwnership?ids=${android},${mac}`;
    expect((await call(`${path}&checkViability=true`, { method: "PUT" })).result).toBe(1);
    expect(sandbox.state.commands).toEqual([]);
    expect((await call(path, { method: "PUT" })).result).toBe(1);
    expect(sandbox.state.commands).toMatchObject([{ name: "relinquish", id: android }]);
    expect((await call(`/device/relinquishOwnershipCancel?ids=${android}`, { method: "PUT" })).result).toBe(
      1,
    );
    expect((await call(`/device/relinquishOwnershipCancel?ids=${android}`, { method: "PUT" })).result).toBe(
      0,
    );
  });
});

describe("configurations", () => {
  it("are excluded, pushed again, and return true", async () => {
    const { call } = openIvantiNeurons();
    const path = "/device/1200003";
    const states = async () => (await call(`${path}/configs`)).rows.map(({ id, status }) => [id, status]);
    const form = { policyIds: "35046" };
    expect((await call(`${path}/uninstallconfigs`, { method: "PUT", form })).result).toBe(true);
    expect(await states()).toEqual([
      [35046, "UNINSTALLED"],
      [35047, "INSTALLED"],
    ]);
    expect((await call(`${path}/uninstallconfigs?policyIds=35046`, { method: "DELETE" })).result).toBe(true);
    expect(await states()).toEqual([
      [35046, "INSTALLED"],
      [35047, "INSTALLED"],
    ]);
    expect((await call(`${path}/reinstallconfigs`, { method: "PUT", form: { policyIds: "7" } })).result).toBe(
      false,
    );
  });
});

describe("creating a user", () => {
  const form = {
    "accounts[0].emailAddress": "kim@example.com",
    "accounts[0].accountSource": "LOCAL",
    "accounts[0].uid": "kim@example.com",
  };

  it("gives an account without a name, once", async () => {
    const { call } = openIvantiNeurons();
    const { row } = await call("/accounts?sendInvite=true", { method: "POST", form });
    expect(row).toMatchObject({ uid: "kim@example.com", displayName: null, inviteState: "Pending" });
    expect((await call(`/account?fq=id%3D${row.id}`)).rows).toHaveLength(1);
    expect(await call("/accounts", { method: "POST", form })).toMatchObject({ status: 409 });
  });
});
