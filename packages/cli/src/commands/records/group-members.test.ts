import { expect, test } from "vitest";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

const json = (vendor: string, ...args: string[]) =>
  runCli([...args, "--sandbox", "--vendor", vendor, "--output", "json"]);

test("lists groups, and the members of one with their report", async () => {
  const { result: groups } = Object(
    parsed(await json("jamf-pro", "groups", "list", "--membership", "static")),
  );
  expect(groups.map(({ id }: { id: string }) => id)).toEqual(["computer-3", "mobile-3", "user-group-2"]);
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

test("lists groups of users, those of a user, and changes who is in one", async () => {
  const { result: groups } = Object(
    parsed(await json("jumpcloud", "groups", "list", "--member-type", "user", "--membership", "static")),
  );
  const [{ id }] = groups;
  expect(groups).toMatchObject([{ id: expect.stringMatching(/^user-group-/), member_type: "user" }]);
  const { result: members } = Object(parsed(await json("jumpcloud", "groups", "members", id)));
  const user = members[0].id;
  expect(members[0].type).toBe("user");
  const { result: own } = Object(parsed(await json("jumpcloud", "groups", "list", "--user-id", user)));
  expect(own.map((group: { id: string }) => group.id)).toContain(id);
  const args = ["groups", "remove-members", id, "--users", user];
  expect(parsed(await json("jumpcloud", ...args))).toMatchObject({ members: [{ id: user, status: "done" }] });
});

test("shows the outcome of each device, and fails for one that is refused", async () => {
  const args = ["groups", "add-members", "2", "--devices", "4,x", "--sandbox", "--vendor", "fleet"];
  const changed = await runCli(args, { columns: 60 });
  expect(changed.code).toBe(1);
  expect(changed.stdout).toMatch(/^ID +OUTCOME +REASON\n4 +done *\nx +failed +\[fleet\] /);
  const planned = await runCli([...args, "--dry-run"], { columns: 200 });
  expect(planned.stdout).toMatch(/^4 +planned/m);
  expect(planned.stderr).toContain('request POST /api/v1/fleet/hosts/4/labels {"labels":["Pilot"]}');
});

test("shows criteria, and who would enter and leave", async () => {
  const { condition } = Object(parsed(await json("jamf-pro", "groups", "criteria", "computer-2")));
  expect(condition).toEqual({ type: "field", field: "model", operator: "contains", value: "MacBook" });
  const own = parsed(await json("jamf-pro", "groups", "preview", "computer-2"));
  expect(own).toMatchObject({ complete: true, enter: [], leave: [], unknown: [], reasons: [] });
  const none = JSON.stringify({ type: "any", conditions: [] });
  const { result: members } = Object(parsed(await json("jamf-pro", "groups", "members", "computer-2")));
  const { leave } = Object(parsed(await json("jamf-pro", "groups", "preview", "computer-2", "--json", none)));
  expect(leave.map(({ id }: { id: string }) => id).sort()).toEqual(
    members.map(({ id }: { id: string }) => id).sort(),
  );
});

test("shows what other criteria would send", async () => {
  const condition = JSON.stringify({ type: "field", field: "model", operator: "contains", value: "iMac" });
  const args = ["groups", "set-criteria", "computer-2", "--json", condition];
  expect(parsed(await json("jamf-pro", ...args, "--dry-run"))).toMatchObject({
    dry_run: true,
    requests: [
      {
        operation: "updateGroup",
        body: { criteria: [{ name: "Model", searchType: "like", value: "iMac" }] },
      },
    ],
  });
  const unconfirmed = await json("jamf-pro", ...args);
  expect(unconfirmed.code).not.toBe(0);
  expect(unconfirmed.stderr).toContain("confirmation");
});

test.each([
  ["simplemdm", ["groups", "criteria", "1"], "does not show the criteria"],
  ["jamf-pro", ["groups", "preview", "computer-3"], "has no criteria"],
  ["jamf-pro", ["groups", "preview", "user-group-1"], "this group is of users"],
  [
    "jamf-pro",
    ["groups", "preview", "computer-3", "--json", '{"type":"all"}'],
    "`condition.conditions` must be",
  ],
  ["ivanti-neurons", ["groups", "members", "31001"], "does not list the members"],
  ["ninjaone", ["groups", "add-members", "5", "--devices", "1"], "does not support this"],
  ["jamf-pro", ["groups", "add-members", "computer-3"], "--devices"],
  ["jamf-pro", ["groups", "add-members", "computer-3", "--devices", "computer-1", "--users", "1"], "--users"],
  ["jamf-pro", ["groups", "add-members", "computer-3", "--users", "1"], "members of this group are devices"],
])("%s refuses %j", async (vendor, args, problem) => {
  const outcome = await json(vendor, ...args);
  expect(outcome.code).not.toBe(0);
  expect(outcome.stderr).toContain(problem);
});
