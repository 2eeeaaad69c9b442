import { expect, it } from "vitest";
import { createSandbox } from "./create-sandbox.ts";
import { asRows, isRow, type Row, valueAt } from "./engine/records/values.ts";

const options = { devices: 40, users: 20 };
const basic = (name: string, password: string) => `Basic ${btoa(`${name}:${password}`)}`;

/** The devices of a vendor as its list and a single record have them, with a share of fresh ones. */
const VENDORS: Readonly<Record<string, (fresh: number) => Promise<{ rows: Row[]; violations: number }>>> = {
  async jumpcloud(fresh) {
    const sandbox = createSandbox("jumpcloud", { ...options, fresh });
    const headers = { "x-api-key": sandbox.credentials.apiKey };
    const body = await (await sandbox.fetch(`${sandbox.baseUrl}/systems?limit=100`, { headers })).json();
    return { rows: asRows(valueAt(body, "results")), violations: sandbox.violations.length };
  },
  async "ivanti-neurons"(fresh) {
    const sandbox = createSandbox("ivanti-neurons", { ...options, fresh });
    const { username, password } = sandbox.credentials;
    const headers = { authorization: basic(username, password) };
    const rows = sandbox.state.devices.ids().map(async (id) => {
      const response = await sandbox.fetch(`${sandbox.baseUrl}/api/v1/device/${id}`, { headers });
      return valueAt(await response.json(), "result");
    });
    return { rows: (await Promise.all(rows)).filter(isRow), violations: sandbox.violations.length };
  },
  async applivery(fresh) {
    const sandbox = createSandbox("applivery", { ...options, fresh });
    const headers = { authorization: `Bearer ${sandbox.credentials.token}` };
    const path = `${sandbox.path("listDevices")}?limit=100&subType=device`;
    const body = await (await sandbox.fetch(sandbox.baseUrl + path, { headers })).json();
    return { rows: asRows(valueAt(body, "data.items")), violations: sandbox.violations.length };
  },
  async "jamf-pro"(fresh) {
    const sandbox = createSandbox("jamf-pro", { ...options, fresh });
    const headers = { authorization: `Bearer ${sandbox.state.tokens.issue(Number.POSITIVE_INFINITY)}` };
    const sections = ["GENERAL", "PURCHASING", "USER_AND_LOCATION", "SOFTWARE_UPDATES", "HARDWARE"];
    const query = sections.map((name) => `section=${name}`).join("&");
    const path = `/api/v4/computers-inventory?page-size=100&${query}`;
    const body = await (await sandbox.fetch(sandbox.baseUrl + path, { headers })).json();
    return { rows: asRows(valueAt(body, "results")), violations: sandbox.violations.length };
  },
  async ninjaone(fresh) {
    const sandbox = createSandbox("ninjaone", { ...options, fresh });
    const headers = { authorization: `Bearer ${sandbox.state.issueToken(Number.POSITIVE_INFINITY)}` };
    const path = `${sandbox.path("getDevicesDetailed")}?df=class%20in%20(MAC,WINDOWS_WORKSTATION)`;
    const body = await (await sandbox.fetch(sandbox.baseUrl + path, { headers })).json();
    return { rows: asRows(body), violations: sandbox.violations.length };
  },
};

/** What each vendor returns of a device that has just been enrolled, and what it knows of it nevertheless. */
const FRESH: readonly [vendor: string, unset: Row, known: string][] = [
  ["jumpcloud", { agentVersion: "", active: false, networkInterfaces: [] }, "_id"],
  ["ivanti-neurons", { ownershipType: "UNKNOWN", osxFdeEnabled: false, windowsEncrypted: false }, "guid"],
  ["applivery", { "summary.battery": "", "summary.supervised": false }, "summary.os"],
  [
    "jamf-pro",
    {
      "purchasing.purchased": true,
      "purchasing.vendor": null,
      softwareUpdates: [],
    },
    "hardware.serialNumber",
  ],
  ["ninjaone", { "memory.capacity": 0, lastContact: 0, "os.name": "" }, "uid"],
];

const isUnset = (row: Row, unset: Row) =>
  Object.entries(unset).every(
    ([path, value]) => JSON.stringify(valueAt(row, path)) === JSON.stringify(value),
  );

it.each(FRESH)("%s: a fresh record has its unset values, and its identity", async (vendor, unset, known) => {
  const all = await VENDORS[vendor]?.(1);
  expect(all?.rows.length).toBeGreaterThan(5);
  expect(all?.rows.filter((row) => !isUnset(row, unset))).toEqual([]);
  expect(all?.rows.map((row) => valueAt(row, known))).not.toContain(undefined);
  expect(all?.violations).toBe(0);
});

it.each(FRESH)("%s: fresh and full records can be mixed", async (vendor, unset) => {
  const [mixed, full] = await Promise.all([VENDORS[vendor]?.(0.5), VENDORS[vendor]?.(0)]);
  const counts = [full, mixed].map((all) => all?.rows.filter((row) => isUnset(row, unset)).length ?? 0);
  // A full record may have an unset value by itself.
  expect(counts[0]).toBeLessThan(3);
  expect(counts[1]).toBeGreaterThan(5);
  expect(counts[1]).toBeLessThan(mixed?.rows.length ?? 0);
});

it("has no System Insights of a fresh system", async () => {
  const { state } = createSandbox("jumpcloud", { ...options, fresh: 1 });
  expect(state.software("apps")).toEqual([]);
});
