import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { noWait } from "../../../fixtures/no-wait.ts";
import { type JumpCloudVendorOptions, jumpcloud } from "../index.ts";

function open(options: Partial<Pick<JumpCloudVendorOptions, "systemInsights">> = {}) {
  const sandbox = createSandbox("jumpcloud", { devices: 12, users: 9, seed: 1 });
  const { apiKey, organizationId } = sandbox.credentials;
  const { fetch, baseUrl } = sandbox;
  const mdm = connect(jumpcloud({ apiKey, organizationId, baseUrl, fetch, ...noWait, ...options }));
  const [id = ""] = sandbox.state.systems.indexes().map(sandbox.state.inventory.systemId);
  const operations = () => sandbox.requests.map(({ operation }) => operation);
  return { mdm, sandbox, id, operations };
}

const forever = { times: Number.POSITIVE_INFINITY };

describe("reads that complete a device", () => {
  it("are as many for a page as for a record, and none of them is per device", async () => {
    const { mdm, operations } = open();
    await mdm.devices.list().toArray();
    expect(operations()).toHaveLength(new Set(operations()).size);
  });

  it("ask for names of organizations and the MDM's id once, however many pages", async () => {
    const { mdm, operations } = open();
    await mdm.devices.list({ pageSize: 3 }).toArray();
    expect(operations().filter((operation) => operation === "organization_list")).toHaveLength(1);
  });

  it("can do without System Insights", async () => {
    const { mdm, operations } = open({ systemInsights: false });
    await mdm.devices.list().toArray();
    expect(operations().filter((operation) => operation.startsWith("systeminsights"))).toEqual([]);
  });

  it("go on after a short page while the total in its header says that there is more", async () => {
    const { mdm, sandbox, id } = open();
    const policies = (await mdm.devices.get(id)).remote_data?.policies;
    expect(policies?.length).toBeGreaterThan(1);
    sandbox.inject({ type: "short-page", operation: "graph_systemTraversePolicy", rows: 1 });
    expect((await mdm.devices.get(id)).remote_data?.policies).toEqual(policies);
  });

  it("leave a gap in a list when they are forbidden, and say which fields it is", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "forbidden", operation: "search_systemusers_post", ...forever });
    const listing = mdm.devices.list();
    const devices = await listing.toArray();
    expect(listing.report).toMatchObject({
      complete: true,
      gaps: [
        { operation: "search_systemusers_post", fields: ["owner"], reason: expect.stringContaining("403") },
      ],
    });
    expect(devices.some(({ owner }) => owner?.id && owner.name === undefined)).toBe(true);
  });

  it.each([
    ["search_systemusers_post", "_id", ["owner"]],
    ["organization_list", "_id", ["organization"]],
    ["systeminsights_list_os_version", "system_id", ["os_build"]],
  ] as const)("leave a gap when a row of %s has no device", async (operation, field, fields) => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "drifted-field", operation, field, value: null });
    const listing = mdm.devices.list();
    await listing.toArray();
    expect(listing.report).toMatchObject({
      complete: true,
      gaps: [{ operation, fields, reason: "A row of the response cannot be read." }],
    });
    await listing.toArray();
    expect(listing.report.gaps).toEqual([]);
  });

  it.each(["graph_systemMemberOf", "graph_systemTraversePolicy"] as const)(
    "make a device partial when %s loses a row of its total",
    async (operation) => {
      const { mdm, sandbox, id } = open();
      const whole = await mdm.devices.get(id);
      expect(whole.is_partial).toBe(false);
      expect(whole.gaps).toBeUndefined();
      sandbox.inject({ type: "lost-row", operation, row: 0, ...forever });
      const reason = "The vendor's list is not complete: short.";
      const fields = [operation === "graph_systemMemberOf" ? "tags" : "policy"];
      const gaps = [{ fields, operation, reason }];
      expect(await mdm.devices.get(id)).toMatchObject({ is_partial: true, gaps });
      const listing = mdm.devices.list({ hydrate: ["tags", "policy"] });
      await listing.toArray();
      expect(listing.report.gaps).toContainEqual(expect.objectContaining({ operation, reason }));
    },
  );

  it("may be forbidden or missing for a single record, but not fail", async () => {
    const { mdm, sandbox, id } = open();
    sandbox.inject({ type: "forbidden", operation: "graph_systemMemberOf" });
    expect((await mdm.devices.get(id)).tags).toBeUndefined();
    expect((await mdm.devices.get(id)).tags).toBeInstanceOf(Array);
    sandbox.inject({ type: "server-error", operation: "graph_systemMemberOf", ...forever });
    await expect(mdm.devices.get(id)).rejects.toMatchObject({ operation: "graph_systemMemberOf" });
  });

  it("are called invalid when they lead nowhere", async () => {
    const { mdm, sandbox, id } = open();
    sandbox.inject({ type: "drifted-field", operation: "applemdms_list", field: "id", ...forever });
    const listing = mdm.devices.list();
    await listing.toArray();
    expect(listing.report.gaps).toMatchObject([{ operation: "applemdms_list" }]);
    await expect(mdm.devices.get(id)).rejects.toMatchObject({
      code: "invalid-response",
      operation: "applemdms_list",
    });
  });

  it("end the list when the key is refused", async () => {
    const { mdm, sandbox } = open();
    sandbox.inject({ type: "unauthorized", operation: "organization_list" });
    await expect(mdm.devices.list().toArray()).rejects.toMatchObject({ code: "authentication" });
  });

  it.each([
    ["groups_system_list", "name"],
    ["policies_list", "name"],
    ["organization_list", "displayName"],
    ["graph_systemMemberOf", "id"],
    ["search_systemusers_post", "email"],
    ["search_systemusers_post", "_id"],
    ["applemdms_deviceslist", "deviceInformation"],
    ["applemdms_deviceslist", "serialNumber"],
    ["systeminsights_list_system_info", "system_id"],
    ["systeminsights_list_system_info", "physical_memory"],
    ["systeminsights_list_battery", "percent_remaining"],
  ] as const)("may drift in %s.%s without making a device invalid", async (operation, field) => {
    for (const value of [{ drifted: true }, ["a"], 7, null]) {
      const { mdm, sandbox, id } = open();
      sandbox.inject({ type: "drifted-field", operation, field, value, ...forever });
      const devices = await mdm.devices.list().toArray();
      expect(
        [...devices, await mdm.devices.get(id)].flatMap((device) => recordProblems("Device", device)),
      ).toEqual([]);
    }
  });
});

describe("credentials", () => {
  it("of a service account show up in no error", async () => {
    const sandbox = createSandbox("jumpcloud", { devices: 2, users: 1, seed: 1 });
    const { clientId, clientSecret, tokenUrl, organizationId } = sandbox.credentials;
    const mdm = connect(
      jumpcloud({
        clientId,
        clientSecret,
        tokenUrl,
        organizationId,
        baseUrl: sandbox.baseUrl,
        fetch: sandbox.fetch,
      }),
    );
    expect(await mdm.devices.list().toArray()).toHaveLength(2);
    sandbox.inject({ type: "unauthorized", ...forever });
    const error = await mdm.devices
      .list()
      .toArray()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "authentication" });
    expect(`${error}${JSON.stringify(error)}`).not.toContain(clientSecret);
  });
});
