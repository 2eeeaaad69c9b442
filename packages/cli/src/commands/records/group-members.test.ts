import { expect, test } from "vitest";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

const json = (vendor: string, ...args: string[]) =>
  runCli([...args, "--sandbox", "--vendor", vendor, "--output", "json"]);

test("lists groups, and the members of one with their report", async () => {
  const { result: groups } = Object(
    parsed(await json("jamf-pro", "groups", "list", "--membership", "static")),
  );
  expect(groups.map(({ id }: { id: string }) => id)).toEqual(["computer-3", "mobile-3"]);
  const { result, report } = Object(parsed(await json("jamf-pro", "groups", "members", "computer-3")));
  expect(report).toMatchObject({ complete: true, records: result.length });
  expect(result[0]).toMatchObject({ id: expect.stringMatching(/^computer-/), type: "device" });
});

test("shows what adding members would send", async () => {
  const args = ["groups", "add-members", "computer-3", "--devices", "computer-2", "--dry-run"];
  expect(parsed(await json("jamf-pro", ...args))).toMatchObject({
    members: [{ id: "computer-2", status: "planned" }],
    requests: [{ operation: "updateComputerGroupById" }],
  });
});

test.each([
  ["ivanti-neurons", ["groups", "members", "31001"], "does not list the members"],
  ["ninjaone", ["groups", "add-members", "5", "--devices", "1"], "does not support this"],
  ["jamf-pro", ["groups", "add-members", "computer-3"], "--devices"],
])("%s refuses %j", async (vendor, args, problem) => {
  const outcome = await json(vendor, ...args);
  expect(outcome.code).not.toBe(0);
  expect(outcome.stderr).toContain(problem);
});
