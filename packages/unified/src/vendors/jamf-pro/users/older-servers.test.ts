import { InvalidInputError, NotFoundError } from "@mdmkit/runtime";
import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { openJamfPro } from "../fixtures/account.ts";

const OLD = { version: "11.25.0" };

/** What the same account looks like on a server that has users in the Jamf Pro API. */
const newer = () => openJamfPro({ version: "11.26.0" });

/** The Classic API has other properties of the same people. */
const facts = (users: readonly { remote_data?: object | null }[]) =>
  users.map(({ remote_data: _raw, ...user }) => ({ ...user }));

describe("users of a server before 11.26", () => {
  it("are the same by the Classic API", async () => {
    const { mdm, operations, sandbox } = openJamfPro(OLD);
    const listing = mdm.users.list();
    const users = await listing.toArray();
    expect(facts(users)).toEqual(facts(await newer().mdm.users.list().toArray()));
    expect(users.flatMap((user) => recordProblems("User", user))).toEqual([]);
    expect(listing.report).toMatchObject({ complete: true, total: 30, records: 30, gaps: [], drift: [] });
    expect(operations().slice(0, 3)).toEqual(["listUsers", "getJamfProVersion", "findUsers"]);
    expect(operations().slice(3)).toEqual(Array.from({ length: 30 }, () => "findUsersById"));
    expect(sandbox.violations).toEqual([]);
  });

  it("come in pages, to which users that come and go make no difference", async () => {
    const { mdm, sandbox, operations } = openJamfPro({ ...OLD, users: 250 });
    const ids: string[] = [];
    for await (const { items } of mdm.users.list({ pageSize: 60 }).pages()) {
      ids.push(...items.map(({ id }) => id));
      if (ids.length === 60) sandbox.state.users.remove("7");
    }
    expect(ids).toEqual(Array.from({ length: 250 }, (_, at) => String(at + 1)));
    expect(operations().filter((operation) => operation === "listUsers")).toHaveLength(1);
  });

  it("are read one by one", async () => {
    const { mdm } = openJamfPro(OLD);
    const { remote_data: _classic, ...user } = await mdm.users.get("3");
    const { remote_data: _raw, ...same } = await newer().mdm.users.get("3");
    expect(user).toEqual(same);
    await expect(mdm.users.get("999")).rejects.toBeInstanceOf(NotFoundError);
    await expect(mdm.users.get("none")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are found by an address in any case", async () => {
    const { mdm } = openJamfPro(OLD);
    const [user] = await mdm.users.list().toArray();
    const email = user?.emails?.[0]?.email?.toUpperCase() ?? "";
    expect((await mdm.users.list({ email }).toArray()).map(({ id }) => id)).toEqual([user?.id]);
  });

  it("keep their id and user name where the details cannot be read, which is reported", async () => {
    const { mdm, sandbox } = openJamfPro(OLD);
    sandbox.inject({ type: "forbidden", operation: "findUsersById" });
    const listing = mdm.users.list();
    const users = await listing.toArray();
    expect(users).toHaveLength(30);
    expect(users[0]).toMatchObject({ id: "1", name: sandbox.state.users.get("1")?.username });
    expect(users[0]?.emails).toBeUndefined();
    expect(listing.report.gaps).toMatchObject([
      { operation: "findUsersById", fields: expect.arrayContaining(["emails"]) },
    ]);
  });

  it("are written by the Classic API", async () => {
    const { mdm, sandbox, operations } = openJamfPro(OLD);
    const emails = [{ email: "kim@example.com" }];
    const created = await mdm.users.create({ name: "Kim Vale", emails });
    expect(created).toMatchObject({ name: "Kim Vale", emails: [{ email: "kim@example.com" }] });
    const before = Object(sandbox.state.users.get(created.id));
    expect(before.username).toBe("kim@example.com");
    await mdm.users.update(created.id, { name: "Kim Weller" });
    expect(sandbox.state.users.get(created.id)).toEqual({ ...before, realname: "Kim Weller" });
    await mdm.users.update(created.id, { name: "Kim Weller", emails: null });
    expect(sandbox.state.users.get(created.id)).toEqual({ ...before, realname: "Kim Weller", email: "" });
    await mdm.users.delete(created.id, { confirm: created.id });
    await expect(mdm.users.get(created.id)).rejects.toBeInstanceOf(NotFoundError);
    const writes = operations().filter((operation) => /^(create|update|delete)/.test(operation));
    expect(writes).toEqual(["createUserById", "updateUserById", "updateUserById", "deleteUserById"]);
    expect(sandbox.violations).toEqual([]);
    await expect(mdm.users.create({ name: "Kim", emails: [] })).rejects.toBeInstanceOf(InvalidInputError);
  });

  it("are found out without a read, for a first write", async () => {
    const { mdm, operations } = openJamfPro(OLD);
    const { requests } = await mdm.users.update("1", { name: "Robin Vale" }, { dryRun: true });
    expect(requests[0]?.operation).toBe("updateUserById");
    expect(operations()).toEqual(["getJamfProVersion"]);
  });
});

describe("owners of devices of a server before 11.26", () => {
  const owned = (devices: readonly { owner?: object | null }[]) => devices.map(({ owner }) => owner);

  it("have the ids of the users, requested once for all pages", async () => {
    const { mdm, operations } = openJamfPro({ ...OLD, devices: 450 });
    const listing = mdm.devices.list();
    const devices = await listing.toArray();
    expect(owned(devices)).toEqual(owned(await openJamfPro({ devices: 450 }).mdm.devices.list().toArray()));
    expect(listing.report.gaps).toEqual([]);
    const count = (name: string) => operations().filter((operation) => operation === name).length;
    expect([count("listUsers"), count("findUsers"), count("getJamfProVersion")]).toEqual([1, 1, 1]);
  });

  it("are read by name for a single device, and need not exist", async () => {
    const { mdm, sandbox, operations } = openJamfPro(OLD);
    const device = (await mdm.devices.list().toArray()).find(({ owner }) => owner?.id);
    const id = device?.id ?? "";
    expect((await mdm.devices.get(id)).owner).toEqual(device?.owner);
    expect(operations().at(-2)).toMatch(/findUsersByName|listComputerCompliance/);
    sandbox.state.users.remove(device?.owner?.id ?? "");
    const { owner } = await mdm.devices.get(id);
    expect([owner?.name, owner?.id]).toEqual([device?.owner?.name, undefined]);
  });

  it("are assigned", async () => {
    const { mdm, sandbox } = openJamfPro(OLD);
    await mdm.devices.assignUser("computer-1", { user_id: "5" });
    const { username, realname, email } = Object(sandbox.state.users.get("5"));
    expect(sandbox.state.computers.get("1")?.userAndLocation).toMatchObject({ username, realname, email });
  });
});
