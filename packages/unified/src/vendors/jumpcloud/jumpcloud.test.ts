import { createSandbox } from "@mdmkit/sandbox";
import { refTo, testVendor, testWriteRoundTrip, type VendorTest } from "../../testing/index.ts";
import { jumpcloud } from "./index.ts";

const test: VendorTest = {
  name: "JumpCloud",
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("jumpcloud", options);
    const { apiKey, organizationId, clientSecret } = sandbox.credentials;
    return {
      vendor: jumpcloud({ apiKey, organizationId, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [apiKey, clientSecret],
      ids: (resource) => idsOf(sandbox.state[resource === "devices" ? "systems" : "users"].rows("id")),
    };
  },
  drift: {
    devices: { text: "hostname", date: "lastContact", choice: "mdm.enrollmentType" },
    users: { text: "firstname", date: "created", choice: "state" },
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

const idsOf = (rows: { length: number; slice(from: number, to: number): readonly object[] }): string[] =>
  rows.slice(0, rows.length).map((row) => String(Reflect.get(row, "_id")));
