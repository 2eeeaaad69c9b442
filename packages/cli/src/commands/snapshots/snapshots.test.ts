import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createConfigFile } from "../../fixtures/config-file.ts";
import { parsed, runCli } from "../../fixtures/run-cli.ts";

let folder: Awaited<ReturnType<typeof createConfigFile>>;
beforeEach(async () => {
  folder = await createConfigFile({});
});
afterEach(() => folder[Symbol.asyncDispose]());
const pathOf = (name: string) => join(folder.folder, name);

async function take(name: string, ...args: string[]) {
  const outcome = await runCli(["devices", "snapshot", "--sandbox", "--sandbox-devices", "12", ...args]);
  await writeFile(pathOf(name), outcome.stdout);
  return outcome;
}

/** Stores a snapshot with other content. */
async function change(
  name: string,
  as: string,
  edit: (file: { records: object[]; devices: object[] }) => object,
) {
  const file = JSON.parse(await readFile(pathOf(name), "utf8"));
  await writeFile(pathOf(as), JSON.stringify({ ...file, ...edit(file) }));
}
const diff = (...args: string[]) =>
  runCli(["devices", "diff", pathOf("old.json"), pathOf("new.json"), ...args]);

test("a snapshot is complete, without the vendor's records", async () => {
  const outcome = await take("old.json");
  expect(outcome.code).toBe(0);
  expect(parsed(outcome)).toMatchObject({
    format: "mdmkit-snapshot",
    of: { account: "jumpcloud-sandbox", vendor: "jumpcloud", resource: "devices" },
    complete: true,
  });
  expect(outcome.stdout).not.toContain("remote_data");
  expect(outcome.stderr).toContain("12 of 12 devices read in 1 page: complete");
});

test("diff shows what was created, updated and is missing, as rows of one field each", async () => {
  await take("old.json");
  await change("old.json", "new.json", ({ records: [first = {}, second, ...others] }) => ({
    records: [{ ...Object(first), name: "Renamed" }, { ...Object(second), id: "new" }, ...others],
  }));
  const table = await diff();
  expect(table.code).toBe(0);
  expect(table.stderr).toBe("1 created, 1 updated, 1 missing\n");
  expect(table.stdout).toMatch(/^CHANGE +ID +NAME +FIELD +BEFORE +AFTER\n/);
  expect(table.stdout).toMatch(/\nupdated +\w+ +Renamed +name +.* +Renamed\n/);
  const json = await diff("--output", "json");
  expect(parsed(json)).toMatchObject({
    created: [{ change: "created", id: "new", record: { id: "new" } }],
    updated: [{ fields: { name: { after: "Renamed" } } }],
    missing: [{ change: "missing" }],
    complete: true,
  });
  const lines = await diff("--output", "ndjson", "--ignore", "name");
  expect(
    lines.stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line).change),
  ).toEqual(["created", "missing"]);
});

test("with an incomplete snapshot, what is missing is unknown", async () => {
  await take("old.json");
  await change("old.json", "new.json", ({ records: [, ...others] }) => ({
    records: others,
    complete: false,
  }));
  const outcome = await diff("--output", "json");
  expect(outcome.code).toBe(5);
  expect(parsed(outcome)).toEqual({ created: [], updated: [], complete: false });
  expect(outcome.stderr).toContain("missing unknown");
});

test("snapshots of several accounts are joined, and compared account by account", async () => {
  const taken = await take("old.json", "--account", "jumpcloud,jamf-pro");
  expect(taken.code).toBe(0);
  await change("old.json", "new.json", ({ devices }) => ({
    devices: devices.map((device, index) => {
      const { records, ...joined } = Object(device);
      const [{ account, device: own }, ...others] = records;
      return index > 0
        ? device
        : { ...joined, records: [{ account, device: { ...own, name: "New" } }, ...others] };
    }),
  }));
  const outcome = await diff();
  expect(outcome.code).toBe(0);
  expect(outcome.stderr).toBe("0 created, 1 updated, 0 missing\n");
  expect(outcome.stdout).toMatch(/updated +(jumpcloud|jamf-pro)-sandbox:\S+ .* name .* New\n/);
});

test("snapshots of other lists are refused", async () => {
  await take("old.json");
  await take("new.json", "--platform", "macos");
  expect(await diff()).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("differ in filters"),
  });
  const users = await runCli(["users", "diff", pathOf("old.json"), pathOf("old.json")]);
  expect(users.stderr).toContain("A snapshot is of devices, not of users.");
  await writeFile(pathOf("new.json"), '{"secret": "s3cret"}');
  const invalid = await diff();
  expect(invalid).toMatchObject({ code: 2 });
  expect(invalid.stderr).not.toContain("s3cret");
});

test("a snapshot of users is of one account", async () => {
  const outcome = await runCli(["users", "snapshot", "--sandbox", "--account", "all"]);
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
});
