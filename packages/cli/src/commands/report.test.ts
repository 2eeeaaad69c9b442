import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { vendors } from "@mdmkit/unified/vendors";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAccount } from "../fixtures/accounts.ts";
import { createConfigFile } from "../fixtures/config-file.ts";
import { parsed, runCli } from "../fixtures/run-cli.ts";

const ACCOUNTS = Object.keys(vendors).length;

let folder: Awaited<ReturnType<typeof createConfigFile>>;
beforeEach(async () => {
  folder = await createConfigFile({});
});
afterEach(() => folder[Symbol.asyncDispose]());

const sandboxes = (...args: string[]) =>
  runCli(["report", "--sandbox", "--sandbox-devices", "40", "--account", "all", ...args]);
const numbers = async (...args: string[]) => Object(parsed(await sandboxes("--output", "json", ...args)));

async function save(name: string, text: string): Promise<string> {
  const path = join(folder.folder, name);
  await writeFile(path, text);
  return path;
}

test("counts what the list shows: values, none and unknown apart", async () => {
  const args = ["--sandbox", "--sandbox-devices", "40", "--account", "all", "--output", "json"];
  const { result } = Object(parsed(await runCli(["devices", "list", ...args])));
  const report = await numbers();
  expect(report.complete).toBe(true);
  for (const { account, devices, charts } of report.accounts) {
    const records: { disk_encryption?: boolean | null }[] = result.filter(
      (record: { account: string }) => record.account === account,
    );
    const having = (value: unknown) => records.filter((record) => record.disk_encryption === value).length;
    const { values, none, unknown } = charts.find(({ id }: { id: string }) => id === "encryption");
    expect({ account, devices, none, unknown }).toEqual({
      account,
      devices: records.length,
      none: having(null),
      unknown: having(undefined),
    });
    expect([values.Encrypted ?? 0, values["Not encrypted"] ?? 0]).toEqual([having(true), having(false)]);
  }
});

test("is one page without scripts that loads nothing", async () => {
  const { code, stdout } = await sandboxes();
  expect(code).toBe(0);
  expect(stdout).toContain("Complete: every device was read.");
  expect(stdout).toContain(`<strong>${40 * ACCOUNTS}</strong> devices in ${ACCOUNTS} accounts`);
  expect(stdout).not.toMatch(/https?:|\bsrc=|\bhref=|url\((?!#)|@import/);
  expect(stdout.match(/<script[^>]*>/g)).toEqual([
    '<script type="application/json" id="mdmkit-fleet-report">',
  ]);
});

test("--against shows the changes since an earlier page, or its JSON", async () => {
  const page = await save("page.html", (await sandboxes()).stdout);
  const json = await save("report.json", JSON.stringify(await numbers()));
  for (const path of [page, json]) {
    const { stdout } = await runCli([
      ...["report", "--sandbox", "--sandbox-devices", "42", "--account", "all", "--against", path],
    ]);
    expect(stdout).toContain(
      `<strong>${42 * ACCOUNTS}</strong> devices in ${ACCOUNTS} accounts, +${2 * ACCOUNTS} since`,
    );
    expect(stdout).not.toContain("A difference need not be a change.");
  }
  const { stdout } = await sandboxes("--platform", "macos", "--against", page);
  expect(stdout).toContain("The earlier report has other filters. A difference need not be a change.");
});

test("--against refuses a file that is not a report", async () => {
  const report = await numbers();
  for (const text of ["", "{}", "<html>", JSON.stringify({ ...report, accounts: [{ account: "a" }] })]) {
    const { code, stderr } = await sandboxes("--against", await save("other.html", text));
    expect({ code, text }).toEqual({ code: 2, text });
    expect(stderr).toContain("--against is not a report");
  }
});

test("names no device, and with --names as text that cannot become markup", async () => {
  const account = await createAccount({ devices: 3 });
  try {
    const hostile = `"><script>alert(1)</script>&\u202e`;
    const { systems } = account.sandbox.state;
    for (const id of systems.ids())
      systems.update(id, { displayName: hostile, lastContact: "2020-01-01T00:00:00Z" });
    const plain = await runCli(["report"], { env: account.env });
    expect(plain.stdout).not.toContain("alert(1)");
    const { code, stdout } = await runCli(["report", "--names"], { env: account.env });
    expect(code).toBe(0);
    expect(stdout).toContain("&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#38;\ufffd");
    expect(stdout).not.toContain("<script>");
    expect(stdout).not.toContain("\u202e</");
    expect(stdout).toContain("Last activity: devices to look at (3)");
  } finally {
    await account.close();
  }
});

test("an incomplete list stands at the top of the page, and the exit code is 5", async () => {
  const account = await createAccount({
    devices: 3,
    fault: { type: "unauthorized", operation: "systems_list" },
  });
  try {
    const { code, stdout, stderr } = await runCli(["report", "--quiet"], { env: account.env });
    expect(code).toBe(5);
    expect(stdout).toContain("Incomplete: devices may be missing from this report.");
    expect(stdout).toContain("<li>jumpcloud: it could not be read (authentication)</li>");
    expect(stderr).toContain("INCOMPLETE");
  } finally {
    await account.close();
  }
});

test("is not printed on a terminal, or as a table", async () => {
  const terminal = await runCli(["report", "--sandbox"], { columns: 80 });
  expect(terminal).toMatchObject({ code: 2, stdout: "" });
  expect(terminal.stderr).toContain("mdmkit report > fleet.html");
  expect((await sandboxes("--output", "csv")).code).toBe(2);
});
