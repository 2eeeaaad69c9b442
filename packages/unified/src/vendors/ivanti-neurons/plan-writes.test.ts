import { ConflictError, InvalidInputError, NotFoundError } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { ivantiNeurons } from "./index.ts";
import { planUserCreate } from "./users/users.ts";

function open() {
  const sandbox = createSandbox("ivanti-neurons", { devices: 8, users: 12 });
  const { username, password } = sandbox.credentials;
  const mdm = connect(ivantiNeurons({ username, password, baseUrl: sandbox.baseUrl, fetch: sandbox.fetch }));
  const writes = () =>
    sandbox.requests
      .filter(({ method }) => method !== "GET")
      .map(({ operation, path, body }) => ({ operation, path, body }));
  return { sandbox, mdm, writes };
}

const ID = "1200003";

describe("an update of custom fields", () => {
  it("sets what is given by a patch that overwrites, numbers under their name with _#", async () => {
    const { mdm, writes, sandbox } = open();
    await mdm.devices.update(ID, { custom_fields: { floor: "2", seats: 4, tags: ["a", "b"], "rooms_#": 3 } });
    expect(writes()).toEqual([
      {
        operation: "patchDeviceCustomAttributes",
        path: `/api/v1/device/${ID}/customattributes`,
        body: {
          attrs: { floor: ["2"], "seats_#": ["4"], tags: ["a", "b"], "rooms_#": ["3"] },
          forceOverwrite: true,
        },
      },
    ]);
    expect(sandbox.violations).toEqual([]);
  });

  it("leaves the others and gives the record as it is afterwards", async () => {
    const { mdm } = open();
    const before = await mdm.devices.get(ID);
    const after = await mdm.devices.update(ID, { custom_fields: { floor: "2" } });
    expect(after.custom_fields).toEqual({ ...before.custom_fields, floor: "2" });
  });

  it("clears null by a removal with ids as text", async () => {
    const { mdm, writes } = open();
    const after = await mdm.devices.update(ID, { custom_fields: { floor: "2", assettag: null } });
    expect(writes().at(-1)).toEqual({
      operation: "removeCustomAttributes",
      path: "/api/v1/device/customattributes",
      body: { ids: [ID], attrKeys: ["assettag"] },
    });
    expect(after.custom_fields).toEqual({ floor: "2" });
  });

  it("finds the id that a removal needs for a guid", async () => {
    const { mdm, writes, sandbox } = open();
    const guid = String(sandbox.state.devices.get(ID)?.guid);
    await mdm.devices.update(guid, { custom_fields: { assettag: null } });
    expect(writes()).toMatchObject([{ operation: "removeCustomAttributes", body: { ids: [ID] } }]);
  });

  it("clears all by a replacement", async () => {
    const { mdm, writes } = open();
    const after = await mdm.devices.update(ID, { custom_fields: null });
    expect(writes()).toMatchObject([{ operation: "replaceDeviceCustomAttributes", body: { attrs: {} } }]);
    expect(after.custom_fields).toEqual({});
  });

  it.each([
    { nested: { a: 1 } },
    { list: [null] },
    { list: [] },
    { flag: true },
    { " ": "x" },
    { "_#": 1 },
    { "seats_#": "four" },
    { Floor: "1", floor: "2" },
    { "floor_#": 1, floor: null },
  ])("refuses %j", async (custom_fields) => {
    const { mdm, writes } = open();
    await expect(mdm.devices.update(ID, { custom_fields })).rejects.toBeInstanceOf(InvalidInputError);
    expect(writes()).toEqual([]);
  });
});

describe("deleting a device", () => {
  it.each(["ACTIVE", "WIPE_PENDING"])(
    "in the state %s is refused, and nothing is retired on the way",
    async (registrationState) => {
      const { mdm, writes, sandbox } = open();
      sandbox.state.devices.update(ID, { registrationState });
      await expect(mdm.devices.delete(ID, { confirm: ID })).rejects.toBeInstanceOf(ConflictError);
      expect(writes()).toEqual([]);
    },
  );

  it.each(["RETIRED", "RETIRE_PENDING", "WIPED"])(
    "in the state %s is sent with the id in the query",
    async (registrationState) => {
      const { mdm, sandbox } = open();
      sandbox.state.devices.update(ID, { registrationState });
      expect(await mdm.devices.delete(ID, { confirm: ID })).toEqual({ id: ID });
      expect(sandbox.requests.at(-1)).toMatchObject({
        method: "DELETE",
        query: { deviceIds: ID },
        body: undefined,
      });
    },
  );

  it("follows retiring, once the device has checked in or not", async () => {
    const { mdm } = open();
    await mdm.devices.retire(ID, { confirm: ID });
    await mdm.devices.delete(ID, { confirm: ID });
    await expect(mdm.devices.get(ID)).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe("users", () => {
  it("are found one by one through a filter", async () => {
    const { mdm, sandbox } = open();
    expect(await mdm.users.get("5400003")).toMatchObject({ id: "5400003" });
    expect(sandbox.requests.at(-1)).toMatchObject({ operation: "listUsers", query: { fq: "id=5400003" } });
  });

  it("are found even if the vendor does not know the filter", async () => {
    const { sandbox } = open();
    const { username, password } = sandbox.credentials;
    const deaf: typeof fetch = (input, init) => {
      const url = new URL(String(input));
      url.searchParams.delete("fq");
      url.searchParams.set("rows", "5");
      return sandbox.fetch(url, init);
    };
    const mdm = connect(
      ivantiNeurons({ username, password, baseUrl: sandbox.baseUrl, fetch: (url, init) => deaf(url, init) }),
    );
    expect(await mdm.users.get("5400009")).toMatchObject({ id: "5400009" });
    await expect(mdm.users.get("5499999")).rejects.toBeInstanceOf(NotFoundError);
  });

  it.each(["alex", "1 or id=2", "-1"])("are not asked for by %j, which is no id", async (id) => {
    const { mdm, sandbox } = open();
    await expect(mdm.users.get(id)).rejects.toBeInstanceOf(NotFoundError);
    expect(sandbox.requests).toEqual([]);
  });

  it("show neither old passwords nor registration PINs", async () => {
    const { mdm } = open();
    const shown = JSON.stringify(await mdm.users.list().toArray());
    expect(shown).not.toMatch(/sandbox-hash|sandbox-pin|passwordHistory|registrationPin/);
  });

  it("are created by their address, under indexed names", () => {
    expect(planUserCreate({ name: "a@example.com", emails: [{ email: "a@example.com" }] })).toMatchObject({
      operation: "createUser",
      body: {
        "accounts[0].emailAddress": "a@example.com",
        "accounts[0].accountSource": "LOCAL",
        "accounts[0].uid": "a@example.com",
      },
    });
  });

  it.each([
    ["a name that cannot be set", { name: "Kim Hollis", emails: [{ email: "kim@example.com" }] }],
    ["no address", { name: "Kim Hollis", emails: [] }],
    [
      "two addresses",
      { name: "a@example.com", emails: [{ email: "a@example.com" }, { email: "b@example.com" }] },
    ],
    ["a blank address", { name: "a@example.com", emails: [{ email: "a@example.com" }, { email: "" }] }],
    [
      "an address of another kind",
      { name: "a@example.com", emails: [{ email: "a@example.com", type: "work" }] },
    ],
  ])("are not created with %s", (_what, input) =>
    expect(() => planUserCreate(input)).toThrow(InvalidInputError),
  );
});
