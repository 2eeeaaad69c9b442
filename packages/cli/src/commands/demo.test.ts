import { expect, test } from "vitest";
import { runCli } from "../fixtures/run-cli.ts";

test("reads the whole fleet over HTTP and shows the beginning of it", async () => {
  const { code, stdout, stderr } = await runCli(["demo"]);
  expect(code).toBe(0);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^JumpCloud sandbox at http:\/\/127\.0\.0\.1:\d+\/api/);
  expect(stdout).toContain("… 230 more (--all shows them)");
  expect(stdout).toContain("250 of 250 devices read in 3 pages: complete");
  expect(stdout).toContain("120 of 120 users read in 2 pages: complete");
});

test("what it suggests to try next works as it stands", async () => {
  const { stdout } = await runCli(["demo"]);
  const commands = [...stdout.matchAll(/^ {2}pnpm (?:--silent )?mdmkit (.*?) +#/gm)].map(
    ([, command = ""]) => command,
  );
  expect(commands.length).toBeGreaterThanOrEqual(5);
  for (const command of commands) {
    expect(await runCli(command.split(" ")), command).toMatchObject({ code: 0 });
  }
});

test("needs no account and looks at none", async () => {
  const { code } = await runCli(["demo", "--sandbox-devices", "3"], {
    env: { JUMPCLOUD_API_KEY: "k", JUMPCLOUD_REGION: "nowhere" },
  });
  expect(code).toBe(0);
});

test("--all shows every device", async () => {
  const { stdout } = await runCli(["demo", "--all", "--sandbox-devices", "30"]);
  expect(stdout).not.toContain("more (--all");
});

test("draws its progress on a terminal only", async () => {
  expect((await runCli(["demo"], { columns: 140 })).stderr).toContain(
    "Reading devices ██████████░░░░░░░░░░░░░░ 100/250 (1 page)",
  );
});
