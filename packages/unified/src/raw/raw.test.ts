import type { AppliverySchemas } from "@mdmkit/applivery";
import type { Exchange } from "@mdmkit/runtime";
import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, expectTypeOf, it } from "vitest";
import { connect } from "../client/connect.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { WritePreview } from "../contract/write-options.ts";
import { applivery } from "../vendors/applivery/index.ts";
import { ivantiNeurons } from "../vendors/ivanti-neurons/index.ts";
import { jamfPro } from "../vendors/jamf-pro/index.ts";
import { jumpcloud } from "../vendors/jumpcloud/index.ts";

const size = { devices: 4, users: 4 };

describe("mdm.raw", () => {
  it("calls operations that no adapter uses, typed by the document", async () => {
    const { raw } = connect(jumpcloud(createSandbox("jumpcloud", size).options));
    const { results = [] } = await raw.systemusers_list({ query: { limit: 2 } });
    expect(results).toHaveLength(2);
    const { response, data } = await raw.request("policies_list");
    expect([response.status, data]).toEqual([200, expect.any(Array)]);
    // @ts-expect-error: no such parameter in the document
    await expect(raw.systems_list({ query: { limt: 2 } })).rejects.toThrow("Unknown query parameter limt.");
  });

  it("needs a confirmation where the operation is destructive", async () => {
    const sandbox = createSandbox("applivery", size);
    const { raw } = connect(applivery(sandbox.options));
    const busy = new Set(sandbox.state.devices.all().map(({ mdmUserId }) => mdmUserId));
    const mdmUserId = sandbox.state.users.ids().find((id) => !busy.has(id)) ?? "";
    const path = { mdmUserId };
    // @ts-expect-error: `confirm` is missing
    await expect(raw.removeMdmUser({ path })).rejects.toMatchObject({
      code: "confirmation",
      outcome: "not-sent",
      advice: "Pass `confirm` with the value of the path parameter `mdmUserId`.",
    });
    const shown = await raw.removeMdmUser({ path }, { dryRun: true });
    expectTypeOf(shown).toEqualTypeOf<WritePreview>();
    expect(shown.requests).toMatchObject([{ operation: "removeMdmUser", method: "DELETE" }]);
    expect(sandbox.requests).toEqual([]);
    const removed = await raw.removeMdmUser({ path }, { confirm: mdmUserId });
    expect(removed).toMatchObject({ status: true });
    expect(sandbox.state.users.ids()).not.toContain(mdmUserId);
  });

  // What the vendor's page documents for the removal of a user.
  it.each([
    [400, 5054, "conflict"],
    [400, 5055, "conflict"],
    [401, 4001, "authentication"],
    [401, 4002, "authentication"],
    [404, 3001, "not-found"],
  ])("throws the error with status %i and the vendor's code %i", async (status, vendorCode, code) => {
    const error = { code: vendorCode, message: "made up" };
    const fetch = async () => Response.json({ status: false, error }, { status });
    const { raw } = connect(applivery({ ...createSandbox("applivery", size).options, fetch }));
    const mdmUserId = "0".repeat(24);
    const removed = raw.removeMdmUser({ path: { mdmUserId } }, { confirm: mdmUserId });
    const thrown = await removed.catch((reason: unknown) => reason);
    expect(thrown).toMatchObject({ code, vendorCode: String(vendorCode), outcome: "rejected" });
    const { status: meant, responseStatus = meant }: { status?: number; responseStatus?: number } =
      Object(thrown);
    expect(responseStatus).toBe(status);
  });

  it("has the fields of the vendor's document in its responses", async () => {
    const { raw } = connect(applivery(createSandbox("applivery", size).options));
    const { data } = await raw.listMdmUsers();
    expectTypeOf(data.items).items.toEqualTypeOf<AppliverySchemas["MdmUser"]>();
    expect(data.items).toHaveLength(size.users);
  });

  it("stays within the account", async () => {
    const sandbox = createSandbox("applivery", size);
    const { raw } = connect(applivery(sandbox.options));
    const elsewhere = { path: { organizationId: "elsewhere", mdmUserId: "0".repeat(24) } };
    await expect(raw.getMdmUser(elsewhere)).rejects.toMatchObject({
      code: "invalid-input",
      outcome: "not-sent",
    });
    const ivanti = createSandbox("ivanti-neurons", size);
    const space = connect<Vendor>(ivantiNeurons({ ...ivanti.options, deviceSpaceId: "23001" }));
    await space.raw.request("listDevices");
    expect(ivanti.requests.at(-1)?.query).toMatchObject({ dmPartitionId: "23001" });
    const other = space.raw.request("listDevices", { query: { dmPartitionId: 23_002 } });
    await expect(other).rejects.toThrow("dmPartitionId is not that of this account");
  });

  it("shares the connection of the unified calls", async () => {
    const sandbox = createSandbox("jamf-pro", size);
    const mdm = connect(jamfPro(sandbox.options));
    await mdm.devices.list().page({ limit: 1 });
    await mdm.raw.listSites();
    const tokens = sandbox.requests.filter(({ operation }) => operation === "requestAccessToken");
    expect(tokens).toHaveLength(1);
  });

  it("walks the pages of a list", async () => {
    const sandbox = createSandbox("jumpcloud", size);
    const { raw } = connect(jumpcloud(sandbox.options));
    const list = await raw.paginate("systems_list", { query: { limit: 3 } });
    const ids: string[] = [];
    for await (const { _id = "" } of list) ids.push(_id);
    expect(ids).toHaveLength(size.devices);
  });

  it("shows and reports exchanges without secrets, and returns what the vendor sent", async () => {
    const sandbox = createSandbox("jumpcloud", size);
    const { raw } = connect(jumpcloud(sandbox.options));
    const body = { username: "kim", email: "kim@example.com", password: "made-up-Password1" };
    const exchanges: Exchange[] = [];
    const { requests } = await raw.systemusers_post({ body }, { dryRun: true });
    expect(requests).toMatchObject([{ body: { username: "kim", password: "***" } }]);
    await raw.systemusers_post({ body }, { onExchange: (exchange) => exchanges.push(exchange) });
    expect(exchanges).toMatchObject([{ operation: "systemusers_post", body: { password: "***" } }]);
  });

  it("of a vendor chosen at run time takes operations by name", async () => {
    const { raw } = connect<Vendor>(jumpcloud(createSandbox("jumpcloud", size).options));
    const { data } = await raw.request("systems_list", { query: { limit: 1 } });
    expect(data).toMatchObject({ results: [{}] });
    const wrong = raw.request("systems_lst");
    await expect(wrong).rejects.toMatchObject({ code: "invalid-input", outcome: "not-sent" });
    const misplaced = raw.request("systems_list", JSON.parse('{"params":{}}'));
    await expect(misplaced).rejects.toThrow("Unknown input params.");
    expect(await Promise.resolve(raw)).toBe(raw);
    expect(JSON.stringify({ raw })).toBe('{"raw":{}}');
  });

  it("refuses an option that it does not have, as a misspelled dryRun must not send", async () => {
    const { raw } = connect<Vendor>(jumpcloud(createSandbox("jumpcloud", size).options));
    const options = JSON.parse('{"dryrun":true}');
    await expect(raw.request("systems_list", {}, options)).rejects.toThrow("Unknown option dryrun.");
  });
});
