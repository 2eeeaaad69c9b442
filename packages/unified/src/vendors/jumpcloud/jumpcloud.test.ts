import { createSandbox } from "@mdmkit/sandbox";
import { refTo, testVendor, testWriteRoundTrip, type VendorTest } from "@mdmkit/unified/testing";
import { urlSafeId } from "../../mapping/url-safe-id.ts";
import { lineage } from "./generated/lineage.ts";
import { jumpcloud } from "./index.ts";

type State = ReturnType<typeof createSandbox<"jumpcloud">>["state"];

const test: VendorTest = {
  name: "JumpCloud",
  lineage: lineage.data,
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("jumpcloud", { ...options, multiTenant: true, organizations: 12 });
    const { apiKey, organizationId, clientSecret } = sandbox.credentials;
    return {
      vendor: jumpcloud({ apiKey, organizationId, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [apiKey, clientSecret],
      ids: (resource) =>
        resource === "apps" ? appIds(sandbox.state) : idsOf(rowsOf(sandbox.state, resource)),
    };
  },
  drift: {
    devices: { text: "hostname", date: "lastContact", choice: "mdm.enrollmentType" },
    users: { text: "firstname", date: "created", choice: "state" },
    apps: { text: "bundle_short_version" },
    organizations: { text: "displayName", date: "created" },
  },
  actions: {
    lock: { pin: "246810" },
    erase: { pin: "246810" },
    retire: {},
    restart: {},
    shutdown: {},
    clearPasscode: { new_passcode: "made-up-passcode" },
    clearActivationLock: {},
    assignUser: { user_id: null },
    updateOs: { product_key: "MSU_UPDATE_24G90", install_action: "install_asap" },
  },
  updates: ({ userId }) => ({
    devices: {
      name: "Reception",
      owner: { id: userId },
      notes: [{ content: "Stands at the door." }],
      custom_fields: { floor: "2" },
    },
    users: {
      name: "Robin Vale",
      emails: [{ email: "robin.vale@example.com", type: "primary", is_primary: true }],
    },
  }),
  creates: {
    users: {
      name: "Kim Hollis",
      emails: [{ email: "kim.hollis@example.com", type: "primary", is_primary: true }],
    },
  },
  differences: [
    {
      what: "any-value",
      resource: "devices",
      properties: ["attributes[].value"],
      reason: "a custom field may hold anything",
    },
    {
      what: "any-value",
      resource: "devices",
      properties: ["insights.battery[]", "policies[]", "primaryUser"],
      reason: "mappers ask only whether it is there; what it holds is looked at by itself",
    },
    {
      what: "any-value",
      resource: "apps",
      properties: ["copy"],
      reason: "written by the adapter",
    },
    {
      what: "no-total",
      resource: "apps",
      reason:
        "tables of System Insights are bare arrays; the header with a total is documented for other lists",
    },
    { what: "bare-list", resource: "apps", reason: "tables of System Insights are bare arrays" },
    {
      what: "harmless-secret-name",
      name: "value",
      reason:
        "`attributes[].value` is a custom field; `values[].value` of a policy, which no record holds, is the secret",
    },
  ],
};

testVendor(test);

testWriteRoundTrip({
  test,
  resource: "devices",
  values: ({ ids }) => ({ owner: refTo(ids("users")) }),
});
testWriteRoundTrip({
  test,
  resource: "users",
  refusedByVendor: ({ vendorMessage = "" }) => vendorMessage.includes("managed by another directory"),
});

function rowsOf({ systems, users, organizations }: State, resource: "devices" | "users" | "organizations") {
  return { devices: systems, users, organizations }[resource].rows("id");
}

const idsOf = (rows: { length: number; slice(from: number, to: number): readonly object[] }): string[] =>
  rows.slice(0, rows.length).map((row) => String(Reflect.get(row, "_id")));

function appIds({ software }: State): string[] {
  return [
    ...software("apps").map(({ system_id, path }) => `${system_id}:apps:${path}`),
    ...software("programs").map(
      ({ system_id, identifying_number, name, version }) =>
        `${system_id}:programs:${identifying_number || `${name}:${version}`}`,
    ),
    ...software("linux_packages").map(
      ({ system_id, package_format, name, version, release_or_revision: revision, arch }) =>
        `${system_id}:linux_packages:${package_format}:${name}:${version}-${revision}:${arch}`,
    ),
  ].map(urlSafeId);
}
