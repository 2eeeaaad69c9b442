import { createSandbox, type SandboxState } from "@mdmkit/sandbox";
import { testVendor, type VendorTest } from "../../testing/index.ts";
import { applivery } from "./index.ts";

const SETTINGS = { devices: 24, users: 18, seed: 1 };

const test: VendorTest = {
  name: "Applivery",
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("applivery", { ...options, agents: 1 });
    const { token, organizationId } = sandbox.credentials;
    return {
      vendor: applivery({ token, organizationId, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [token],
      ids: (resource) => (resource === "devices" ? deviceIds(sandbox.state) : userIds(sandbox.state)),
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
    userCreate: {
      name: "Kim Hollis",
      emails: [{ email: "kim.hollis@example.com", type: "primary", is_primary: true }],
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
      reason: "a smart attribute has one; the secret is that of a Windows configuration command",
    },
  ],
};

testVendor(test);

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
    return {
      vendor: applivery({ token, organizationId, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [token],
      ids: (resource) => (resource === "devices" ? rowIds(sandbox.state) : userIds(sandbox.state)),
    };
  },
});

type State = SandboxState<"applivery">;

/** Our ids: the platform's record and the platform, or the row where there is no way to a record. */
function deviceIds({ devices, recordId }: State): string[] {
  const rows = devices.rows("id");
  return rows.slice(0, rows.length).map(({ id, type }) => {
    const rowId = String(id);
    return `${type === "aosp" ? rowId : recordId(rowId)}:${String(type)}`;
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

/** Somebody every sandbox of these settings knows. */
function someUser(): string {
  return createSandbox("applivery", SETTINGS).state.layout.userId(2);
}
