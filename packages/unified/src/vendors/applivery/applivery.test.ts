import { NotFoundError } from "@mdmkit/runtime";
import { createSandbox, type SandboxState } from "@mdmkit/sandbox";
import {
  anyText,
  type ResourceName,
  refTo,
  testVendor,
  testWriteRoundTrip,
  type VendorTest,
} from "@mdmkit/unified/testing";
import fc from "fast-check";
import { urlSafeId } from "../../mapping/url-safe-id.ts";
import { lineage } from "./generated/lineage.ts";
import { applivery } from "./index.ts";

const SETTINGS = { devices: 24, users: 18, seed: 1 };

const test: VendorTest = {
  name: "Applivery",
  lineage: lineage.data,
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("applivery", { ...options, agents: 1 });
    const { token, organizationId } = sandbox.credentials;
    return {
      vendor: applivery({ token, organizationId, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [token],
      ids: (resource) => IDS[resource](sandbox.state),
    };
  },
  drift: {
    devices: { text: "displayName", date: "createdAt", choice: "managementMode" },
    users: { text: "name", date: "createdAt" },
  },
  actions: {
    lock: { pin: "246810" },
    erase: { pin: "246810" },
    retire: {},
    restart: {},
    shutdown: {},
    sync: {},
    clearPasscode: { new_passcode: "made-up-passcode" },
    sendMessage: { message: "Come to the desk." },
    enableLostMode: { message: "Lost", phone_number: "+15550100" },
    disableLostMode: {},
    assignUser: { user_id: someUser() },
    updateOs: { version: "18.6", install_action: "install_asap" },
  },
  updates: ({ userId }) => ({
    devices: {
      name: "Reception",
      tags: [{ name: "front desk" }, { name: "pilot" }],
      owner: { id: userId },
    },
    users: { name: "Robin Vale" },
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
      properties: ["smartAttributes[].value"],
      reason: "a custom field may hold anything",
    },
    {
      what: "any-value",
      resource: "apps",
      properties: ["device"],
      reason: "mappers ask only whether it is there; what it holds is looked at by itself",
    },
    {
      what: "any-value",
      resource: "apps",
      properties: ["copy"],
      reason: "written by the adapter",
    },
    {
      what: "rows-are-no-records",
      resource: "apps",
      reason: "what is listed are devices, and each of them has apps of its own",
    },
    {
      what: "rows-are-no-records",
      resource: "organizations",
      reason: "the one workspace is read by itself",
    },
    {
      what: "no-total",
      resource: "apps",
      reason: "apps are listed by device, so nothing counts those of all devices",
    },
    {
      what: "harmless-secret-name",
      name: "value",
      reason: "a smart attribute has one; the secret is that of a Windows configuration command",
    },
  ],
};

testVendor(test);

testWriteRoundTrip({
  test,
  resource: "devices",
  values: (account) => ({
    name: anyText,
    owner: refTo([...account.ids("users"), "unknown"]),
    policy: refTo([...policyIds(), "none"]).filter((policy) => policy !== null),
    tags: fc.option(
      fc.uniqueArray(fc.record({ name: fc.option(anyText), id: fc.option(anyText) }, { requiredKeys: [] }), {
        selector: ({ name, id }) => (name ?? id ?? "").trim(),
        maxLength: 3,
      }),
    ),
  }),
  // A policy belongs to a platform, which its id does not show.
  refusedByVendor: (error) => error instanceof NotFoundError,
});
testWriteRoundTrip({ test, resource: "users" });

// The worse of what the vendor may do: refusals hidden in successes, and rows that do not name their record.
testVendor({
  ...test,
  name: "Applivery at its worst",
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("applivery", {
      ...options,
      agents: 1,
      hiddenFailures: true,
      platformIds: false,
      lists: "array",
    });
    const { token, organizationId } = sandbox.credentials;
    const credentials = { token, organizationId, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) };
    // Where nothing leads from a row to its record, nothing leads to its apps: `list-apps.test.ts` sees to that.
    const { apps: _apps, ...vendor } = applivery(credentials);
    return {
      vendor,
      sandbox,
      secrets: [token],
      ids: (resource) => (resource === "devices" ? rowIds : IDS[resource])(sandbox.state),
    };
  },
});

type State = SandboxState<"applivery">;

const IDS: Record<ResourceName, (state: State) => string[]> = {
  devices: deviceIds,
  users: userIds,
  apps: appIds,
  organizations: ({ inventory }) => [inventory.organizationId],
};

/** Our ids: the platform's record and the platform, or the row where there is no way to a record. */
function deviceIds({ devices, recordId }: State): string[] {
  return devices
    .rows("id")
    .slice(0, devices.count())
    .map((row) => deviceIdOf({ recordId }, row));
}

function deviceIdOf({ recordId }: Pick<State, "recordId">, row: { id?: unknown; type?: unknown }): string {
  const rowId = String(row.id);
  return `${row.type === "aosp" ? rowId : recordId(rowId)}:${String(row.type)}`;
}

/** What is on each device. Windows reports packages only, Android also what was removed, and a Mac may have an app twice. */
function appIds(state: State): string[] {
  return state.devices
    .rows("id")
    .slice(0, state.devices.count())
    .flatMap((row) => {
      const seen = new Map<string, number>();
      return state
        .appsOn(String(row.id))
        .filter(
          ({ identifier, removed }) => !removed && (row.type !== "windows" || identifier.startsWith("{")),
        )
        .map(({ identifier }) => {
          const copy = (seen.get(identifier) ?? 0) + 1;
          seen.set(identifier, copy);
          return urlSafeId(`${deviceIdOf(state, row)}:${identifier}${copy > 1 ? `#${copy}` : ""}`);
        });
    });
}

/** Those without a serial number are among the last, never the last: nothing leads from their row to their record. */
function rowIds({ devices }: State): string[] {
  const rows = devices.rows("id").slice(0, devices.count());
  const hasSerial = ({ summary }: object & { summary?: unknown }) => Boolean(Object(summary).serialNumber);
  const [marked, unmarked] = [rows.filter(hasSerial), rows.filter((row) => !hasSerial(row))];
  return [...marked.slice(0, -1), ...unmarked, ...marked.slice(-1)].map(({ id, type }) =>
    type === "aosp" ? `${String(id)}:aosp` : String(id),
  );
}

/** Those who can be removed come last: nothing hangs on them. */
function userIds({ users, devices, tokens }: State): string[] {
  const all = [devices, tokens].flatMap((records) => records.rows("id").slice(0, records.count()));
  const busy = new Set(all.map(({ mdmUserId }) => mdmUserId));
  const ids = users
    .rows("id")
    .slice(0, users.count())
    .map(({ id }) => String(id));
  return [...ids.filter((id) => busy.has(id)), ...ids.filter((id) => !busy.has(id))];
}

function policyIds(): string[] {
  const { policies } = createSandbox("applivery", SETTINGS).state;
  return Object.values(policies).flatMap((of) =>
    of
      .rows("id")
      .slice(0, of.count())
      .map(({ id }) => String(id)),
  );
}

/** Somebody every sandbox of these settings knows. */
function someUser(): string {
  return createSandbox("applivery", SETTINGS).state.inventory.userId(2);
}
