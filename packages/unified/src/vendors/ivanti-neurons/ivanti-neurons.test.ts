import { createSandbox, type SandboxState } from "@mdmkit/sandbox";
import { testVendor } from "../../testing/index.ts";
import { ivantiNeurons } from "./index.ts";

testVendor({
  name: "Ivanti Neurons for MDM",
  create({ sandbox: options, transport }) {
    const sandbox = createSandbox("ivanti-neurons", options);
    const { username, password, token } = sandbox.credentials;
    const { devices, users } = sandbox.state;
    prepare(sandbox.state);
    return {
      vendor: ivantiNeurons({ username, password, baseUrl: sandbox.baseUrl, ...transport(sandbox.fetch) }),
      sandbox,
      secrets: [password, token],
      preliminary: ["listDeviceSpaces"],
      ids: (resource) => idsOf((resource === "devices" ? devices : users).rows("id")),
    };
  },
  drift: {
    devices: { text: "deviceName", date: "lastRegistrationTime", choice: "ownershipType" },
    users: { text: "firstName", date: "createdAt" },
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
});

const idsOf = (rows: { length: number; slice(from: number, to: number): readonly object[] }): string[] =>
  rows.slice(0, rows.length).map((row) => String(Reflect.get(row, "id")));

/** The last device can be deleted, since only what is retired can, and one iPhone or iPad is lost. */
function prepare({ devices }: SandboxState<"ivanti-neurons">): void {
  const rows = devices.rows("id").slice(0, devices.count());
  const lost = rows.find((row) => row.platformType === "IOS" && row.registrationState === "ACTIVE");
  if (lost) devices.update(String(lost.id), { lostModeEnabled: true });
  devices.update(String(rows.at(-1)?.id), { registrationState: "RETIRED" });
}
