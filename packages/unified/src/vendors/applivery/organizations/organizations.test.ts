import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { applivery } from "../index.ts";
import { mapAppliveryOrganization } from "./map-organization.ts";

function open(options = {}) {
  const sandbox = createSandbox("applivery", { devices: 12, ...options });
  const { token, organizationId } = sandbox.credentials;
  const { baseUrl, fetch } = sandbox;
  return { mdm: connect(applivery({ token, organizationId, baseUrl, fetch })), sandbox, organizationId };
}

describe("the workspace", () => {
  it("is what every device belongs to", async () => {
    const { mdm, organizationId } = open();
    const [organization, ...others] = await mdm.organizations.list().toArray();
    expect(others).toEqual([]);
    expect(organization).toMatchObject({ id: organizationId, name: "Sandbox Works" });
    for (const device of await mdm.devices.list().toArray()) {
      expect(device.organization).toEqual({ id: organization?.id, name: organization?.name });
    }
  });

  it("has its id, too, where the client was given its slug", async () => {
    const { sandbox, organizationId } = open();
    const { baseUrl, fetch, credentials } = sandbox;
    const slug = sandbox.state.inventory.slug;
    const mdm = connect(applivery({ token: credentials.token, organizationId: slug, baseUrl, fetch }));
    expect(await mdm.organizations.get(organizationId)).toMatchObject({ id: organizationId });
    await expect(mdm.organizations.get(slug)).rejects.toThrow(/own workspace/);
  });

  it("has no name if there is no device that has it", async () => {
    const { mdm, organizationId } = open({ devices: 0 });
    expect(await mdm.organizations.get(organizationId)).toMatchObject({
      id: organizationId,
      name: undefined,
    });
  });

  it("may have its id under the other name", () => {
    const organization = mapAppliveryOrganization({ _id: "5f0000000000000000000000" });
    expect(recordProblems("Organization", organization)).toEqual([]);
    expect(organization).toMatchObject({ id: "5f0000000000000000000000", name: undefined });
  });
});
