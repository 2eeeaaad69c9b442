import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isVendorId } from "@mdmkit/unified/vendors";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vendorTestOf } from "../../../unified/src/fixtures/vendor-test.ts";
import { isInstalled, runProgram } from "../fixtures/other-language.ts";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { startTamperingProxy, type Tamper } from "../fixtures/servers/tampering-proxy.ts";
import { type RunningGateway, startGateway } from "../start-gateway.ts";

const CHECK = fileURLToPath(new URL("../../contract/check.py", import.meta.url));
const page = await readFile(new URL("../../README.md", import.meta.url), "utf8");
const hasCurl = await isInstalled("curl", "--version");
const hasPython = await isInstalled("python3", "--version");
const title = `a client in Python${hasPython ? "" : " (skipped: there is no python3)"}`;
let gateway: RunningGateway;

beforeAll(async () => {
  gateway = await startGateway({
    port: 0,
    sandbox: { devices: 30, users: 12 },
    log: () => {},
    store: await openTestStore(),
  });
});
afterAll(() => gateway.close());

/** Runs the program for the accounts of some vendors, with values that each vendor accepts. */
async function check(url: string, vendors: readonly string[], only: readonly string[] = []) {
  const accounts = await Promise.all(
    gateway.sandboxes
      .filter(({ vendor }) => vendors.includes(vendor))
      .map(async ({ vendor, id }) => [vendor, { account: id, ...(await knownOf(vendor, id)) }]),
  );
  const env = {
    GATEWAY_URL: url,
    GATEWAY_TOKEN: gateway.token ?? "",
    ACCOUNTS: JSON.stringify(Object.fromEntries(accounts)),
  };
  return runProgram("python3", [CHECK, ...only], { env });
}

async function knownOf(vendor: string, account: string) {
  if (!isVendorId(vendor)) return {};
  const { creates, updates } = await vendorTestOf(vendor);
  const response = await fetch(`${gateway.url}/unified/mdm/users?integrated_account_id=${account}&limit=1`, {
    headers: { authorization: `Bearer ${gateway.token}` },
  });
  const { result }: { result?: { id: string }[] } = await response.json(); // some vendors list no users
  return { user: creates?.users, changes: updates?.({ userId: result?.[0]?.id ?? "" }).devices };
}

describe.skipIf(!hasPython)(title, () => {
  it("passes for all vendors", async () => {
    const vendors = gateway.sandboxes.map(({ vendor }) => vendor);
    const { code, stdout, stderr } = await check(gateway.url, vendors);
    expect(stderr).toBe("");
    expect(stdout).not.toContain("NOT OK");
    expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^\d+ passed, 0 failed$/);
    for (const vendor of vendors) expect(stdout).toContain(`ok      ${vendor} changes and deletes devices`);
    expect([code, stderr]).toEqual([0, ""]);
  });

  const replaced =
    (from: string | RegExp, to: string): Tamper =>
    ({ text }) => ({ text: text.replaceAll(from, to) });
  const cases: [string, Tamper, string][] = [
    ["a cursor of another name", replaced('"next_cursor"', '"nextCursor"'), "lists devices to the end"],
    ["a wrong count", replaced(/"result_count":/g, '"result_count":1'), "lists devices to the end"],
    ["a value outside of its enum", replaced('"platform":"macos"', '"platform":"mac"'), "gets devices"],
    ["a number instead of a string", replaced(/"serial_number":"\w+"/g, '"serial_number":7'), "gets devices"],
    ["a time in another format", replaced(/"(\w+_at)":"(\d{4})-/g, '"$1":"$2/'), "gets devices"],
    ["an email in another place", replaced('"email":', '"address":7,"email":7,"x":'), "gets users"],
    ["a stream cut short", replaced('"complete":true', '"complete":false'), "streams as many users"],
    ["an error with other properties", replaced('"statusCode"', '"status"'), "returns errors"],
    ["another status", ({ status }) => ({ status: status === 404 ? 400 : status }), "returns errors"],
    ["another content type", () => ({ contentType: "text/html" }), "returns its capabilities"],
    ["no confirmation", replaced('"statusCode":422', '"statusCode":200'), "performs and follows an action"],
  ];
  it.each(cases)("notices %s", async (_what, tamper, where) => {
    await using proxy = await startTamperingProxy(gateway.url, tamper);
    const { code, stdout, stderr } = await check(proxy.url, ["jumpcloud"], [where]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain(`NOT OK  jumpcloud ${where}`);
  });
});

describe("the examples in the README", () => {
  const [, section = ""] = /^## From other languages\n(.*?)^## /ms.exec(page) ?? [];
  const example = (language: string) =>
    new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(section)?.[1] ?? "";

  /** The serial numbers of all devices, and the environment of the examples. */
  async function setting() {
    const ACCOUNT = gateway.sandboxes.find(({ vendor }) => vendor === "jumpcloud")?.id ?? "";
    const env = { GATEWAY: gateway.url, TOKEN: gateway.token ?? "", ACCOUNT };
    const url = `${gateway.url}/unified/mdm/devices?integrated_account_id=${ACCOUNT}&limit=100`;
    const list = await fetch(url, { headers: { authorization: `Bearer ${gateway.token}` } });
    const { result }: { result: { serial_number?: string; platform?: string }[] } = await list.json();
    return { env, devices: result };
  }

  it.skipIf(!hasCurl)("work with curl", async () => {
    const { env, devices } = await setting();
    const { code, stdout } = await runProgram("sh", ["-euc", example("sh")], { env });
    const end = stdout.lastIndexOf('{"report"');
    const { result } = JSON.parse(stdout.slice(0, end));
    expect([code, result.length > 0]).toEqual([0, true]);
    for (const device of result) {
      expect(device.platform).toBe("macos");
      expect(device).not.toHaveProperty("remote_data");
    }
    expect(JSON.parse(stdout.slice(end)).report).toMatchObject({ complete: true, records: devices.length });
  });

  it.skipIf(!hasPython)("work with Python", async () => {
    const { env, devices } = await setting();
    const { code, stdout, stderr } = await runProgram("python3", ["-c", example("python")], { env });
    expect([code, stderr]).toEqual([0, ""]);
    expect(devices.length).toBeGreaterThan(25); // more than one page
    const lines = devices.map((device) => `${device.serial_number ?? "None"} ${device.platform ?? "None"}`);
    expect(stdout.trimEnd().split("\n")).toEqual(lines);
  });
});
