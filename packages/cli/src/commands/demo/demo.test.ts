import { loadVendors } from "@mdmkit/unified/vendors";
import { expect, test } from "vitest";
import { runCli } from "../../fixtures/run-cli.ts";

test("reads the devices of every vendor over HTTP and shows the first ones", async () => {
  const { code, stdout, stderr } = await runCli(["demo"]);
  expect(code).toBe(0);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^JumpCloud sandbox at http:\/\/127\.0\.0\.1:\d+\/api/);
  for (const { name } of await loadVendors())
    expect(stdout).toMatch(new RegExp(`${name} devices read .*: complete`));
  expect(stdout).toContain("250 of 250 JumpCloud devices read in 3 pages: complete");
  expect(stdout).toContain("120 of 120 JumpCloud users read in 2 pages: complete");
  expect(stdout).toMatch(/… \d+ more devices \(use --all\)/);
});

test("shows a device that several vendors manage as one row", async () => {
  const { stdout } = await runCli(["demo"]);
  const vendors = await loadVendors();
  const shared = Number(/; (\d+) managed by several vendors/.exec(stdout)?.[1]);
  expect(shared > 0).toBe(vendors.length > 1);
  expect(/ \+ /.test(stdout)).toBe(vendors.length > 1);
});

test("--vendor limits it to one vendor", async () => {
  const { stdout } = await runCli(["demo", "--vendor", "jumpcloud", "--sandbox-devices", "5"]);
  expect(stdout.match(/sandbox at/g)).toHaveLength(1);
});

test("the suggested commands work as printed", async () => {
  const { stdout } = await runCli(["demo"]);
  const commands = [...stdout.matchAll(/^ {2}mdmkit (.*?) +#/gm)].map(([, command = ""]) => command);
  expect(commands.pop()).toBe("init"); // it asks
  expect(commands.length).toBeGreaterThanOrEqual(4);
  for (const command of commands) {
    expect(await runCli(command.split(" ")), command).toMatchObject({ code: 0 });
  }
});

test("needs no account and ignores configured ones", async () => {
  const { code } = await runCli(["demo", "--sandbox-devices", "3"], {
    env: { JUMPCLOUD_API_KEY: "k", JUMPCLOUD_REGION: "nowhere" },
  });
  expect(code).toBe(0);
});

test("--all shows all devices", async () => {
  const { stdout } = await runCli(["demo", "--all", "--sandbox-devices", "30"]);
  expect(stdout).not.toContain("more devices");
});

test("names the vendors of a device, or counts them on a narrow terminal", async () => {
  const wide = (await runCli(["demo"], { columns: 140 })).stdout;
  expect(wide).toMatch(/\d{4}-\d{2}-\d{2} {2}Applivery \+ Ivanti Neurons for MDM$/m);
  const lines = wide.split("\n").filter((line) => !line.includes("sandbox at"));
  expect(Math.max(...lines.slice(0, 20).map((line) => line.length))).toBeLessThanOrEqual(140);
  expect((await runCli(["demo"], { columns: 120 })).stdout).toMatch(/ 2 of \d+$/m);
});

test("shows progress on a terminal", async () => {
  expect((await runCli(["demo"], { columns: 140 })).stderr).toMatch(/Reading devices [█░]{24} \d+\/\d+/);
});
