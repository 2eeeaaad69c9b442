import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import { jumpcloud } from "../index.ts";

function open(choose: (sandbox: ReturnType<typeof several>) => string | undefined) {
  const sandbox = several();
  const { apiKey } = sandbox.credentials;
  const { baseUrl, fetch } = sandbox;
  const organizationId = choose(sandbox);
  const mdm = connect(jumpcloud({ apiKey, baseUrl, fetch, ...(organizationId && { organizationId }) }));
  return { mdm, sandbox };
}

const several = () =>
  createSandbox("jumpcloud", { devices: 6, users: 4, seed: 1, multiTenant: true, organizations: 7 });

describe("an administrator of several organizations", () => {
  it("receives the requested organization, not the first", async () => {
    const { mdm, sandbox } = open(({ state }) => state.inventory.organizationIdOf(3));
    expect(await mdm.check()).toEqual({
      organizationId: sandbox.state.inventory.organizationIdOf(3),
      organizationName: "Example Works 4",
    });
  });

  it("gets an error when the organization is not one of theirs", async () => {
    const { mdm } = open(() => "5f0000000000000000000000");
    await expect(mdm.check()).rejects.toMatchObject({ code: "not-found", operation: "organizations_get" });
  });

  it("sees them all, one without a name too", async () => {
    const { mdm } = open(() => undefined);
    const organizations = await mdm.organizations.list().toArray();
    expect(organizations.map(({ name }) => name)).toEqual([
      "Example Works",
      "Example Works 2",
      "Example Works 3",
      "Example Works 4",
      null,
      "Example Works 6",
      "Example Works 7",
    ]);
  });

  it("finds the organization of each device among them", async () => {
    const { mdm } = open(({ credentials }) => credentials.organizationId);
    for (const { organization } of await mdm.devices.list().toArray()) {
      const { id, name } = await mdm.organizations.get(organization?.id ?? "");
      expect({ id, name }).toEqual(organization);
    }
  });
});

describe("an administrator of one organization", () => {
  it("receives it without requesting it", async () => {
    const { credentials, baseUrl, fetch } = createSandbox("jumpcloud", { devices: 1, users: 1, seed: 1 });
    const { apiKey, organizationId } = credentials;
    const mdm = connect(jumpcloud({ apiKey, baseUrl, fetch }));
    expect(await mdm.check()).toEqual({ organizationId, organizationName: "Example Works" });
  });
});
