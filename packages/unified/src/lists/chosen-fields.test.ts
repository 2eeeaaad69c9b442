import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import { extend } from "../client/extend.ts";
import { jumpcloud } from "../vendors/jumpcloud/index.ts";

describe("chosen fields", async () => {
  const { baseUrl, credentials, fetch, requests } = createSandbox("jumpcloud", { devices: 12, users: 6 });
  const { apiKey, organizationId } = credentials;
  const open = () => jumpcloud({ apiKey, organizationId, baseUrl, fetch });
  const { devices, users } = connect(open());
  const [{ id = "" } = {}] = await devices.list({ platform: "macos" }).toArray();

  /** The operations that a call sends. */
  async function sentBy(call: () => Promise<unknown>): Promise<string[]> {
    const before = requests.length;
    await call();
    return requests.slice(before).map(({ operation }) => operation);
  }

  it("are all that records have", async () => {
    expect(Object.keys(await devices.get(id, { fields: ["name"] }))).toEqual(["id", "name", "is_partial"]);
    for await (const device of devices.list({ fields: ["name"] }))
      expect(Object.keys(device)).toEqual(["id", "name", "is_partial"]);
    for await (const user of users.list({ fields: ["emails"] }))
      expect(Object.keys(user)).toEqual(["id", "emails"]);
  });

  it("save the requests of others, but not of a filter", async () => {
    expect(await sentBy(() => devices.get(id, { fields: ["name"] }))).toEqual(["systems_get"]);
    const list = (owner?: object) => devices.list({ fields: ["name"], ...(owner && { owner }) }).toArray();
    expect(await sentBy(() => list())).toEqual(["systems_list"]);
    expect(await sentBy(() => list({ name: "Ada" }))).toEqual(["systems_list", "search_systemusers_post"]);
  });

  it("skip hydration that they do not need, and hydration reads what it fills", async () => {
    const list = (fields?: ["name"]) =>
      connect(open()).devices.list({ hydrate: ["tags"], pageSize: 1, ...(fields && { fields }) });
    expect(await sentBy(() => list(["name"]).page())).toEqual(["systems_list"]);
    const sent = await sentBy(() => list().page());
    expect(sent.slice(sent.indexOf("systems_get"))).toEqual([
      "systems_get",
      "graph_systemMemberOf",
      "groups_system_list",
    ]);
  });

  it("can be the vendor's record, which is everything that is read", async () => {
    const whole = await devices.get(id);
    const { remote_data } = await devices.get(id, { fields: ["remote_data"] });
    expect(remote_data).toEqual(whole.remote_data);
  });

  it("can be computed, from anything", async () => {
    const computed = extend(open(), { devices: { groups: (raw) => raw.systemGroups?.length } });
    const { groups, ...rest } = await connect(computed).devices.get(id, { fields: ["groups"] });
    expect(groups).toBeGreaterThanOrEqual(0);
    expect(rest).toEqual({ id, is_partial: false });
  });
});
