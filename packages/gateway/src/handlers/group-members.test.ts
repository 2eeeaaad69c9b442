import { beforeEach, describe, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";

const { call, of, sandboxes, issue } = await createTestGateway({ size: { devices: 8, users: 4 } });

beforeEach(() => {
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
});

const members = async (group: string) => {
  const { body } = await call("GET", of("jamf-pro", `groups/${group}/members`, "limit=100"));
  return body.result.map(({ id }: { id: string }) => id);
};

describe("members of a group", () => {
  it("are listed, added and removed", async () => {
    const path = of("jamf-pro", "groups/computer-3/members");
    const before = await members("computer-3");
    const { body: page } = await call("GET", of("jamf-pro", "devices", "type=desktop&limit=100"));
    const id = page.result
      .map((device: { id: string }) => device.id)
      .find((one: string) => !before.includes(one));
    const planned = await call("POST", path, { body: { change: "add", ids: [id], dry_run: true } });
    expect([planned.status, planned.body.members]).toEqual([200, [{ id, status: "planned" }]]);
    const added = await call("POST", path, { body: { change: "add", ids: [id] } });
    expect(added.body).toMatchObject({ id: "computer-3", dry_run: false, members: [{ id, status: "done" }] });
    expect(await members("computer-3")).toEqual(expect.arrayContaining([...before, id]));
    await call("POST", path, { body: { change: "remove", ids: [id] } });
    expect(await members("computer-3")).toEqual(before);
  });

  it("are users where the group is of users", async () => {
    const { body: groups } = await call(
      "GET",
      of("jumpcloud", "groups", "member_type=user&membership=static"),
    );
    const [{ id, member_type: type }] = groups.result;
    expect(type).toBe("user");
    const path = of("jumpcloud", `groups/${id}/members`);
    const [user] = (await call("GET", path)).body.result;
    expect(user.type).toBe("user");
    const remove = { change: "remove", ids: [user.id] };
    const wrong = await call("POST", path, { body: { ...remove, member_type: "device" } });
    expect(wrong.status).toBe(422);
    const { body } = await call("POST", path, { body: { ...remove, member_type: "user" } });
    expect(body.members).toEqual([{ id: user.id, status: "done" }]);
    const own = await call("GET", of("jumpcloud", "groups", `user[id]=${user.id}`));
    expect(own.body.result.map((group: { id: string }) => group.id)).not.toContain(id);
  });

  it("are refused where criteria decide, without the scope, and where the vendor takes none", async () => {
    const change = { body: { change: "add", ids: ["computer-1"] } };
    expect((await call("POST", of("jamf-pro", "groups/computer-1/members"), change)).status).toBe(409);
    const token = await issue(["read"]);
    const denied = await call("POST", of("jamf-pro", "groups/computer-3/members"), { ...change, token });
    expect(denied.status).toBe(403);
    expect((await call("POST", of("ninjaone", "groups/5/members"), change)).status).toBe(405);
    expect((await call("GET", of("ivanti-neurons", "groups/31001/members"))).status).toBe(405);
  });

  it("are moved into an exclusive group only if that is confirmed", async () => {
    const { body: page } = await call("GET", of("iru", "groups"));
    const group = page.result.find((one: { is_exclusive: boolean }) => one.is_exclusive).id;
    const { body: devices } = await call("GET", of("iru", "devices", "limit=1"));
    const path = of("iru", `groups/${group}/members`);
    const body = { change: "add", ids: [devices.result[0].id] };
    const unconfirmed = await call("POST", path, { body });
    expect([unconfirmed.status, unconfirmed.body.details.code]).toEqual([422, "confirmation"]);
    const moved = await call("POST", path, { body: { ...body, confirm: group } });
    expect(moved.body.members).toMatchObject([{ status: "done" }]);
  });
});

it("shows the criteria of a group as a condition, where the vendor has them", async () => {
  const { status, body } = await call("GET", of("intune", "groups"));
  expect(status).toBe(200);
  const group = body.result.find(({ name }: { name: string }) => name === "Windows").id;
  const criteria = await call("GET", of("intune", `groups/${group}/criteria`));
  expect(criteria.body).toMatchObject({ id: group, source: '(device.deviceOSType -eq "Windows")' });
  expect(criteria.body.condition).toMatchObject({ type: "all" });
  expect((await call("GET", of("simplemdm", "groups/1/criteria"))).status).toBe(405);
  expect((await call("GET", of("jamf-pro", "groups/computer-999/criteria"))).status).toBe(404);
  const condition = { type: "field", field: "model", operator: "contains", value: "iMac" };
  const path = of("jamf-pro", "groups/computer-2/criteria");
  expect((await call("PUT", path, { body: { condition } })).status).toBe(422);
  const set = await call("PUT", path, { body: { condition, confirm: "computer-2" } });
  expect(set.body).toMatchObject({ id: "computer-2", condition, dry_run: false });
  expect((await call("PUT", of("fleet", "groups/1/criteria"), { body: { condition } })).status).toBe(405);
});
