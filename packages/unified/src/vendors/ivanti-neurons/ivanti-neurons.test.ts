import { createSandbox, type SandboxState } from "@mdmkit/sandbox";
import { type ResourceName, testVendor, testWriteRoundTrip, type VendorTest } from "@mdmkit/unified/testing";
import fc from "fast-check";
import { lineage } from "./generated/lineage.ts";
import { ivantiNeurons } from "./index.ts";

const test: VendorTest = {
  name: "Ivanti Neurons for MDM",
  lineage: lineage.data,
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("ivanti-neurons", options);
    const { username, password, token } = sandbox.credentials;
    prepare(sandbox.state);
    return {
      vendor: ivantiNeurons({ username, password, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [password, token],
      preliminary: ["listDeviceSpaces"],
      ids: (resource) => IDS[resource](sandbox.state),
    };
  },
  drift: {
    devices: { text: "deviceName", date: "lastRegistrationTime", choice: "ownershipType" },
    users: { text: "firstName", date: "createdAt" },
    organizations: { text: "name", date: "modifiedAt" },
  },
  actions: {
    lock: { pin: "246810" },
    unlock: {},
    erase: { pin: "246810" },
    retire: {},
    restart: {},
    sync: {},
    clearPasscode: { new_passcode: "abc12345" },
    sendMessage: { message: "Please come to the desk, today." },
    enableLostMode: { message: "Lost. Please call.", phone_number: "555-555-5555", footnote: "Thank you" },
    disableLostMode: {},
    assignUser: { user_id: "5400003" },
    updateOs: { version: "18.6" },
  },
  updates: () => ({
    devices: { custom_fields: { floor: "2" } },
  }),
  creates: {
    users: {
      name: "kim.hollis@example.com",
      emails: [{ email: "kim.hollis@example.com", is_primary: true }],
    },
  },
  differences: [
    {
      what: "any-value",
      resource: "devices",
      properties: ["availableMacOSUpdates", "availableOSUpdates"],
      reason: "the document allows anything there",
    },
    {
      what: "any-value",
      resource: "devices",
      properties: ["customAttributes.attrs.*[]"],
      reason: "a custom field may hold anything",
    },
  ],
};

testVendor(test);

testWriteRoundTrip({ test, resource: "devices", shows: { custom_fields: showsAttributes } });

const ADDRESSES = ["kim.hollis@example.com", "A.B@Example.com", " spaced@example.com "];

testWriteRoundTrip({
  test,
  resource: "users",
  // A new user has no name but the address.
  values: () => ({
    name: fc.constantFrom(...ADDRESSES, "Kim Hollis"),
    emails: fc.array(
      fc.record(
        {
          email: fc.constantFrom(...ADDRESSES, "", null),
          type: fc.constantFrom("work", null),
          is_primary: fc.constantFrom(true, false, null),
        },
        { requiredKeys: ["email"] },
      ),
      { maxLength: 2 },
    ),
  }),
  runs: 300,
});

/** As the vendor keeps attributes: names in lower case, numbers as text. */
function showsAttributes(shown: unknown, asked: unknown, before: unknown): boolean {
  if (asked === null) return Object.keys(Object(shown)).length === 0;
  const changes = new Map(
    Object.entries(Object(asked)).map(([name, value]) => [name.replace(/_#$/, "").toLowerCase(), value]),
  );
  const expected = new Map(Object.entries(Object(before)).filter(([name]) => !changes.has(name)));
  for (const [name, value] of changes) if (value !== null) expected.set(name, String(value));
  return JSON.stringify([...expected].sort()) === JSON.stringify(Object.entries(Object(shown)).sort());
}

type State = SandboxState<"ivanti-neurons">;

const IDS: Record<ResourceName, (state: State) => string[]> = {
  devices: ({ devices }) => idsOf(devices.rows("id")),
  users: ({ users }) => idsOf(users.rows("id")),
  apps: () => [],
  organizations: ({ inventory }) => inventory.spaceIds.map(String),
};

const idsOf = (rows: { length: number; slice(from: number, to: number): readonly object[] }): string[] =>
  rows.slice(0, rows.length).map((row) => String(Reflect.get(row, "id")));

/** The last device can be deleted, since only what is retired can, and one iPhone or iPad is lost. */
function prepare({ devices }: State): void {
  const rows = devices.rows("id").slice(0, devices.count());
  const lost = rows.find((row) => row.platformType === "IOS" && row.registrationState === "ACTIVE");
  if (lost) devices.update(String(lost.id), { lostModeEnabled: true });
  devices.update(String(rows.at(-1)?.id), { registrationState: "RETIRED" });
}
