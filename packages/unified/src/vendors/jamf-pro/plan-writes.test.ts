import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { openJamfPro } from "./fixtures/account.ts";

const dryRun = { dryRun: true } as const;

describe("updates of a computer", () => {
  it("send only what is named, and blanks for what is cleared", async () => {
    const { mdm } = openJamfPro();
    const body = async (changes: Parameters<typeof mdm.devices.update>[1]) =>
      (await mdm.devices.update("computer-1", changes, dryRun)).requests[0]?.body;
    expect(await body({ name: "Desk 7" })).toEqual({ general: { name: "Desk 7" } });
    expect(await body({ asset_tag: null })).toEqual({ general: { assetTag: "" } });
    expect(await body({ owner: null })).toEqual({
      userAndLocation: { username: "", realname: "", email: "", phone: "", position: "" },
    });
    await expect(body({})).rejects.toThrow("The update contains no change");
  });

  it("put each custom field into the section that has it", async () => {
    const { mdm } = openJamfPro();
    const custom_fields = { Floor: "7", "Battery cycles": null, "Cost center": ["a", "b"] };
    const { requests } = await mdm.devices.update("computer-1", { name: "x", custom_fields }, dryRun);
    expect(requests[0]?.body).toEqual({
      general: { name: "x" },
      extensionAttributes: [{ definitionId: "1", values: ["7"] }],
      hardware: { extensionAttributes: [{ definitionId: "2", values: [] }] },
      purchasing: { extensionAttributes: [{ definitionId: "3", values: ["a", "b"] }] },
    });
  });

  it.each([
    [{ Floor: 7 }, "must be text"],
    [{ Floor: ["7"] }, "must be text"],
    [{ Floor: ["7", 8] }, "must be text"],
    [{ Floor: "" }, "blank"],
    [{ Floor: ["1", "2"] }, "must have one value"],
    [{ "Battery cycles": "many" }, "must be an integer"],
  ])("refuse %o, which would come back as something else", async (custom_fields, message) => {
    const { mdm, operations } = openJamfPro();
    // @ts-expect-error types refuse most of them already
    await expect(mdm.devices.update("computer-1", { custom_fields })).rejects.toThrow(message);
    expect(operations()).not.toContain("updateComputer");
  });

  it("clear every custom field with null, and refuse a field that is not there", async () => {
    const { mdm } = openJamfPro();
    await mdm.devices.update("computer-1", { custom_fields: { Floor: "7" } });
    const { custom_fields } = await mdm.devices.update("computer-1", { custom_fields: null });
    expect(custom_fields).toEqual({ Floor: null, "Battery cycles": null, "Cost center": null });
    const refused = mdm.devices.update("computer-1", { custom_fields: { Colour: "red" } });
    await expect(refused).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe("updates of a mobile device", () => {
  const named = (supervised: boolean, managementId: string | null = "m-1") => {
    const account = openJamfPro();
    const row = Object(account.sandbox.state.mobileDevices.get("1"));
    const general = { ...row.general, supervised, managementId };
    account.sandbox.state.mobileDevices.update("1", { general });
    return account.mdm.devices.update("mobile-1", { name: "Lobby" });
  };

  it("rename it only if it is supervised", async () => {
    expect((await named(true)).name).toBe("Lobby");
    await expect(named(false)).rejects.toThrow(/supervised/);
    await expect(named(true, null)).rejects.toThrow(/only if it is managed/);
  });

  it("name custom fields, and change them wherever they stand", async () => {
    const { mdm, sandbox } = openJamfPro();
    const custom_fields = { Floor: "7", "Cost center": null };
    const device = await mdm.devices.update("mobile-1", { custom_fields });
    expect(device.custom_fields).toEqual(custom_fields);
    expect(sandbox.violations).toEqual([]);
  });
});

describe("users", () => {
  it("are updated whole, so that nothing is lost", async () => {
    const { mdm, sandbox } = openJamfPro();
    const before = Object(sandbox.state.users.get("1"));
    await mdm.users.update("1", { name: "Robin Vale" });
    expect(sandbox.state.users.get("1")).toEqual({ ...before, realname: "Robin Vale" });
    await mdm.users.update("1", { name: "Robin Vale", emails: null });
    expect(sandbox.state.users.get("1")).toEqual({ ...before, realname: "Robin Vale", email: "" });
  });

  it("keep their name when untyped callers leave it out", async () => {
    const { mdm, sandbox } = openJamfPro();
    const { realname } = Object(sandbox.state.users.get("1"));
    // @ts-expect-error the document requires the name
    await mdm.users.update("1", { emails: [{ email: "new@example.com" }] });
    expect(sandbox.state.users.get("1")).toMatchObject({ realname, email: "new@example.com" });
  });

  it("have one address", async () => {
    const { mdm } = openJamfPro();
    const emails = [{ email: "a@example.com" }, { email: "b@example.com", is_primary: true }];
    for (const wrong of [emails, [{ email: " " }], [{ email: "a@example.com", type: "home" }]]) {
      const update = mdm.users.update("1", { name: "x", emails: wrong });
      await expect(update).rejects.toBeInstanceOf(InvalidInputError);
      const create = mdm.users.create({ name: "x", emails: wrong });
      await expect(create).rejects.toBeInstanceOf(InvalidInputError);
    }
    const { requests } = await mdm.users.create({ name: "x", emails: emails.slice(1) }, dryRun);
    expect(requests[0]).toMatchObject({ body: { username: "b@example.com", email: "b@example.com" } });
  });

  it("need a user name, which may be given", async () => {
    const { mdm } = openJamfPro();
    const nameless = mdm.users.create({ name: "Kim", emails: [] });
    await expect(nameless).rejects.toBeInstanceOf(InvalidInputError);
    const input = { name: "Kim", emails: [], remote_data: { username: "kim" } };
    const { requests } = await mdm.users.create(input, dryRun);
    expect(requests).toMatchObject([
      { operation: "createUser", body: { username: "kim", realname: "Kim", email: "" } },
    ]);
  });

  it("are found by an address in any case, which Jamf narrows", async () => {
    const { mdm, filtersOf } = openJamfPro();
    const [user] = await mdm.users.list().toArray();
    const email = user?.emails?.[0]?.email?.toUpperCase() ?? "";
    expect((await mdm.users.list({ email }).toArray()).map(({ id }) => id)).toEqual([user?.id]);
    expect(filtersOf("listUsers").at(-1)).toBe(`email=="*${email}*"`);
  });
});
