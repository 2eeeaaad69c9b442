import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isThere, runProgram } from "./fixtures/other-language.ts";
import { startTamperingProxy, type Tamper } from "./fixtures/tampering-proxy.ts";
import { type RunningGateway, startGateway } from "./start-gateway.ts";

const CHECK = fileURLToPath(new URL("../contract/check.py", import.meta.url));
const hasPython = await isThere("python3", "--version");
const title = `a client in Python${hasPython ? "" : " (skipped: there is no python3)"}`;
let gateway: RunningGateway;

beforeAll(async () => {
  gateway = await startGateway({ port: 0, sandbox: { devices: 30, users: 12 }, log: () => {} });
});
afterAll(() => gateway.close());

/** Runs the program for the accounts of some vendors. */
function check(url: string, vendors: readonly string[], only: readonly string[] = []) {
  const accounts = gateway.sandboxes
    .filter(({ vendor }) => vendors.includes(vendor))
    .map(({ vendor, id }) => [`ACCOUNT_${vendor.replaceAll("-", "_").toUpperCase()}`, id]);
  const env = { GATEWAY_URL: url, GATEWAY_TOKEN: gateway.token ?? "", ...Object.fromEntries(accounts) };
  return runProgram("python3", [CHECK, ...only], { env });
}

describe.skipIf(!hasPython)(title, () => {
  it("finds what it expects at every vendor", async () => {
    const vendors = gateway.sandboxes.map(({ vendor }) => vendor);
    const { code, stdout, stderr } = await check(gateway.url, vendors);
    expect(stdout).not.toContain("NOT OK");
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("75 passed, 0 failed");
    for (const vendor of vendors) expect(stdout).toContain(`ok      ${vendor} changes and deletes devices`);
    expect([code, stderr]).toEqual([0, ""]);
  });

  const replaced =
    (from: string | RegExp, to: string): Tamper =>
    ({ text }) => ({ text: text.replaceAll(from, to) });
  const cases: [string, Tamper, string][] = [
    ["a cursor of another name", replaced('"next_cursor"', '"nextCursor"'), "lists devices to the end"],
    ["a wrong count", replaced(/"result_count":/g, '"result_count":1'), "lists devices to the end"],
    ["a value outside of its set", replaced('"platform":"macos"', '"platform":"mac"'), "gets devices"],
    ["a number for text", replaced(/"serial_number":"\w+"/g, '"serial_number":7'), "gets devices"],
    ["a stream cut short", replaced('"complete":true', '"complete":false'), "streams as many users"],
    ["an error of another shape", replaced('"statusCode"', '"status"'), "tells errors"],
    ["another status", ({ status }) => ({ status: status === 404 ? 400 : status }), "tells errors"],
    ["another content type", () => ({ contentType: "text/html" }), "tells its capabilities"],
    ["no confirmation", replaced('"statusCode":422', '"statusCode":200'), "performs and follows an action"],
  ];
  it.each(cases)("notices %s", async (_what, tamper, where) => {
    await using proxy = await startTamperingProxy(gateway.url, tamper);
    const { code, stdout, stderr } = await check(proxy.url, ["jumpcloud"], [where]);
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain(`NOT OK  jumpcloud ${where}`);
  });
});
