import { createSandbox } from "@mdmkit/sandbox";
import { anyText, refTo, testVendor, testWriteRoundTrip, type VendorTest } from "@mdmkit/unified/testing";
import fc from "fast-check";
import { urlSafeId } from "../../mapping/url-safe-id.ts";
import { type Shows, showsOf } from "../../testing/shows-what-was-asked.ts";
import { lineage } from "./generated/lineage.ts";
import { jamfPro } from "./index.ts";

const test: VendorTest = {
  name: "Jamf Pro",
  lineage: lineage.data,
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("jamf-pro", options);
    const { clientId, clientSecret, password } = sandbox.credentials;
    return {
      vendor: jamfPro({ clientId, clientSecret, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [clientSecret, password],
      ids: (resource) => {
        const { computers, mobileDevices, users, sites } = sandbox.state;
        if (resource === "users") return idsOf(users);
        if (resource === "organizations") return idsOf(sites);
        if (resource === "apps") return appIdsOf(sandbox.state);
        return [
          ...idsOf(computers).map((id) => `computer-${id}`),
          ...idsOf(mobileDevices).map((id) => `mobile-${id}`),
        ];
      },
    };
  },
  drift: {
    devices: {
      text: "general.name",
      date: "general.lastCheckIn",
      choice: "operatingSystem.fileVault2Status",
    },
    users: { text: "realname" },
    organizations: { text: "name" },
    apps: { text: "general.platform", date: "general.reportDate" },
  },
  actions: {
    lock: { pin: "246810", message: "Please call us" },
    erase: { pin: "246810" },
    retire: {},
    restart: {},
    shutdown: {},
    sync: {},
    clearPasscode: {},
    enableLostMode: { message: "Lost" },
    disableLostMode: {},
    assignUser: { user_id: null },
    updateOs: { version: "26.1", install_action: "install_asap" },
  },
  updates: ({ userId }) => ({
    devices: {
      name: "Reception",
      asset_tag: "IT-777",
      owner: { id: userId },
      custom_fields: { Floor: "7" },
    },
    users: {
      name: "Robin Vale",
      emails: [{ email: "robin.vale@example.com", type: "work", is_primary: true }],
    },
    apps: { name: "Field Notes", app_id: "com.example.field-notes" },
  }),
  creates: {
    devices: {
      name: "Front desk",
      asset_tag: "IT-778",
      serial_number: "C02ZC2QYLVDL",
      udid: "45436edf-864e-4364-982a-330b01d39e65",
      platform: "macos",
      owner: { id: "1" },
      organization: { id: "1" },
      mac_addresses: ["6a:2c:4b:b7:65:b5", "82:45:58:44:dc:01"],
    },
    users: {
      name: "Kim Hollis",
      emails: [{ email: "kim.hollis@example.com", type: "work", is_primary: true }],
    },
    apps: { name: "Expense Desk", version: "2.1", app_id: "com.example.expenses" },
  },
  differences: [
    {
      what: "any-value",
      resource: "devices",
      properties: ["extensionAttributes[].values[]", "extensionAttributes[].value[]"],
      reason: "a custom field may hold anything",
    },
    {
      what: "any-value",
      resource: "devices",
      properties: ["softwareUpdates[]"],
      reason: "only their number counts",
    },
    ...(
      [
        ["desktop", "computer-"],
        ["mobile", "mobile-"],
      ] as const
    ).map(([value, prefix]) => ({
      what: "filter-selects-more" as const,
      filter: "type",
      value,
      fits: ({ id }: { readonly id: string }) => id.startsWith(prefix),
      reason: "Jamf Pro has two lists, and clients name them so",
    })),
    {
      what: "rows-are-no-records",
      resource: "apps",
      reason: "Apps are read from pages of devices",
    },
    {
      what: "no-total",
      resource: "apps",
      reason: "Devices are counted, and not the applications on them",
    },
    ...(["bare-list", "no-total"] as const).map((what) => ({
      what,
      resource: "organizations" as const,
      reason: "Sites are returned in one array, without a total",
    })),
    ...["first_name", "last_name"].map((elsewhere) => ({
      what: "update-shows-elsewhere" as const,
      resource: "users" as const,
      field: "name",
      elsewhere,
      reason: "Jamf Pro keeps one full name; two words of it are taken for the given and the family name",
    })),
    {
      what: "update-shows-elsewhere",
      resource: "devices",
      field: "name",
      elsewhere: "hostname",
      reason: "Jamf Pro keeps one name of a computer, which the Mac reports as its own",
    },
  ],
};

testVendor(test);

/** Names that devices of the sandbox have fields by, and one they have not. */
const fieldName = fc.constantFrom("Floor", "Battery cycles", "Cost center", "Colour");
const fieldValue = fc.oneof(
  anyText,
  fc.constantFrom(null, "7", "-1", 7, true, 0.5, {}),
  fc.array(anyText, { maxLength: 3 }),
);

/** Fields are defined for all devices, so that cleared ones stay with nothing in them. */
const showsFields: Shows = (shown, asked, before) =>
  asked === null
    ? Object.values(Object(shown)).every((value) => value === null)
    : showsOf("custom_fields")(shown, asked, before);

testWriteRoundTrip({
  test,
  resource: "devices",
  shows: { custom_fields: showsFields },
  values: ({ ids }) => ({
    owner: refTo(ids("users")),
    organization: refTo(ids("organizations")),
    platform: fc.constantFrom("macos", "windows", "ios", null),
    serial_number: fc.oneof(
      fc.stringMatching(/^[A-Z0-9]{10,12}$/),
      fc.constantFrom(null, "0123456789", " C02 "),
    ),
    udid: fc.oneof(fc.uuid(), fc.constantFrom(null, "03000200-0400-0500-0006-000700080009")),
    mac_addresses: fc.option(
      fc.uniqueArray(fc.stringMatching(/^0[0-9a-f](:[0-9a-f]{2}){5}$/), { minLength: 1, maxLength: 3 }),
    ),
    custom_fields: fc.option(
      fc.dictionary(fieldName, fieldValue, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    ),
  }),
});
testWriteRoundTrip({ test, resource: "users" });
testWriteRoundTrip({ test, resource: "apps" });

/** Apps that can be changed stand at both ends, because the suite changes the first and deletes the last. */
function appIdsOf(state: JamfProState): string[] {
  const onDevices = [state.computers, state.mobileDevices].flatMap((collection) => {
    const rows = collection.rows("id");
    return rows
      .slice(0, rows.length)
      .flatMap(({ id, mobileDeviceId, applications }) =>
        asApplications(applications).map(({ bundleId, identifier, path }) =>
          urlSafeId(
            typeof id === "string"
              ? `computer-${id}:${bundleId}:${path}`
              : `mobile-${mobileDeviceId}:${identifier}`,
          ),
        ),
      );
  });
  const [first = "", ...others] = idsOf(state.managedApps).map((id) => `managed-${id}`);
  return [first, ...onDevices, ...others];
}

function asApplications(value: unknown): Partial<Record<"bundleId" | "identifier" | "path", string>>[] {
  return Array.isArray(value) ? value : [];
}

type JamfProState = ReturnType<typeof createSandbox<"jamf-pro">>["state"];

type Collection = { indexes(): number[] };

/** Ids count from 1 in the order of positions. */
const idsOf = (collection: Collection): string[] => collection.indexes().map((index) => String(index + 1));
