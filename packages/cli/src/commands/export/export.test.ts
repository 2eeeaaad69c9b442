import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAccount } from "../../fixtures/accounts.ts";
import { keptMode, modeOf } from "../../fixtures/file-mode.ts";
import { runCli } from "../../fixtures/run-cli.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mdmkit-export-"));
});
afterAll(() => rm(folder, { recursive: true }));

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
const lines = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const sandbox = (...args: string[]) =>
  runCli(["devices", "export", "--sandbox", "--sandbox-devices", "30", ...args]);

test("writes what a list prints, for you only, and leaves nothing else behind", async () => {
  const out = join(folder, "plain.ndjson");
  const exported = await sandbox("--out", out);
  expect(exported).toMatchObject({ code: 0, stdout: "" });
  expect(exported.stderr).toMatch(
    /30 of 30 devices read .*: complete\nWrote 30 devices to .*plain\.ndjson\.\n/,
  );
  const list = await runCli([
    "devices",
    "list",
    "--sandbox",
    "--sandbox-devices",
    "30",
    "--output",
    "ndjson",
  ]);
  expect(await readFile(out, "utf8")).toBe(list.stdout);
  expect(await modeOf(out)).toBe(keptMode(0o600));
  expect(await exists(`${out}.partial`)).toBe(false);
  expect(await exists(`${out}.partial.lock`)).toBe(false);
});

test("CSV has all fields, and replaces a file that keeps its permissions", async () => {
  const out = join(folder, "fleet.csv");
  await writeFile(out, "old", { mode: 0o640 });
  expect(await sandbox("--out", out)).toMatchObject({ code: 0 });
  const list = await runCli(["devices", "list", "--sandbox", "--sandbox-devices", "30", "--output", "csv"]);
  expect(await readFile(out, "utf8")).toBe(list.stdout);
  expect(await modeOf(out)).toBe(keptMode(0o640));
});

test("JSON of several accounts names the account of each record, and has their reports", async () => {
  const out = join(folder, "all.json");
  const args = ["--account", "jumpcloud,jamf-pro", "--fields", "id,name"];
  expect(await sandbox("--out", out, ...args)).toMatchObject({ code: 0 });
  const { result, reports } = JSON.parse(await readFile(out, "utf8"));
  expect(result).toHaveLength(60);
  expect(Object.keys(result[0])).toEqual(["account", "id", "name"]);
  expect(reports).toMatchObject({
    "jumpcloud-sandbox": { complete: true, records: 30 },
    "jamf-pro-sandbox": { complete: true, records: 30 },
  });
});

test("Parquet has the types of the unified document", async () => {
  const [out, csv] = [join(folder, "fleet.parquet"), join(folder, "same.csv")];
  const fields =
    "id,is_supervised,cpu_cores,memory_bytes,battery_percent,last_activity_at,mac_addresses,tags,owner.name";
  const args = ["--vendor", "jamf-pro", "--fields", fields];
  expect(await sandbox("--out", out, ...args)).toMatchObject({ code: 0 });
  expect(await sandbox("--out", csv, ...args)).toMatchObject({ code: 0 });
  const file = await asyncBufferFromFile(out);
  const { children } = parquetSchema(await parquetMetadataAsync(file));
  expect(children.map(({ element }) => [element.name, element.type, element.converted_type])).toEqual([
    ["id", "BYTE_ARRAY", "UTF8"],
    ["is_supervised", "BOOLEAN", undefined],
    ["cpu_cores", "INT64", undefined],
    ["memory_bytes", "INT64", undefined],
    ["battery_percent", "DOUBLE", undefined],
    ["last_activity_at", "INT64", "TIMESTAMP_MILLIS"],
    ["mac_addresses", undefined, "LIST"],
    ["tags", "BYTE_ARRAY", "JSON"],
    ["owner.name", "BYTE_ARRAY", "UTF8"],
  ]);
  const rows = await parquetReadObjects({ file });
  const texts: Record<string, string>[] = parse(await readFile(csv, "utf8"), { columns: true });
  expect(rows).toHaveLength(30);
  const asText = (value: unknown) =>
    value === null || value === undefined ? "" : value instanceof Date ? value.getTime() : String(value);
  for (const [index, row] of rows.entries()) {
    const text = texts[index] ?? {};
    for (const name of ["id", "is_supervised", "cpu_cores", "memory_bytes", "battery_percent", "owner.name"])
      expect(asText(row[name]), name).toBe(text[name]);
    expect(asText(row.last_activity_at)).toBe(text.last_activity_at && Date.parse(text.last_activity_at));
    expect((row.mac_addresses ?? []).join("; ")).toBe(text.mac_addresses);
  }
  expect(rows.some((row) => row.memory_bytes > 0n && row.last_activity_at instanceof Date)).toBe(true);
});

test("a file without a record is valid in every format", async () => {
  for (const format of ["csv", "ndjson", "json", "parquet"]) {
    const out = join(folder, `empty.${format}`);
    const outcome = await runCli(["apps", "export", "--sandbox", "--sandbox-devices", "0", "--out", out]);
    expect(outcome.code, outcome.stderr).toBe(0);
  }
  expect(await readFile(join(folder, "empty.csv"), "utf8")).toMatch(/^id,.*\r\n$/);
  expect(await readFile(join(folder, "empty.ndjson"), "utf8")).toBe("");
  expect(JSON.parse(await readFile(join(folder, "empty.json"), "utf8"))).toMatchObject({ result: [] });
  expect(
    await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, "empty.parquet")) }),
  ).toEqual([]);
});

test("goes on after an interruption with the page that was not read, and never shows half a file", async () => {
  const out = join(folder, "resumed.ndjson");
  await writeFile(out, "old\n");
  const stop = new AbortController();
  const account = await createAccount({ fault: { type: "hang", operation: "systems_list", page: 3 } });
  const run = (...args: string[]) =>
    runCli(["devices", "export", "--out", out, ...args], { env: account.env, signal: stop.signal });
  const requests = () =>
    account.sandbox.requests.flatMap(({ operation, query }) =>
      operation === "systems_list" ? Number(query.skip ?? 0) : [],
    );
  const running = run("--prefetch", "0");
  await expect.poll(() => requests().length).toBe(3);
  stop.abort(new Error("interrupted"));
  const interrupted = await running;
  expect(interrupted.code).toBe(130);
  expect(interrupted.stderr).toContain("the same command goes on from there");
  expect(await readFile(out, "utf8")).toBe("old\n");
  const before = requests().length;
  const other = await runCli(["devices", "export", "--out", out, "--platform", "macos"], {
    env: account.env,
  });
  expect(other).toMatchObject({ code: 6, stderr: expect.stringContaining("--restart") });
  const resumed = await runCli(["devices", "export", "--out", out], { env: account.env });
  expect(resumed).toMatchObject({ code: 0, stderr: expect.stringContaining("199 devices were read before") });
  expect(requests().slice(before)).toEqual([198]);
  const whole = join(folder, "whole.ndjson");
  await runCli(["devices", "export", "--out", whole], { env: account.env });
  await account.close();
  expect(await readFile(out, "utf8")).toBe(await readFile(whole, "utf8"));
  expect(new Set(lines(await readFile(out, "utf8")).map(({ id }) => id)).size).toBe(250);
});

test("a page that fails leaves the old file, and the next run reads the rest", async () => {
  const out = join(folder, "failed.csv");
  const account = await createAccount({ fault: { type: "forbidden", operation: "systems_list", page: 2 } });
  const run = () => runCli(["devices", "export", "--out", out], { env: account.env });
  const failed = await run();
  expect(failed).toMatchObject({ code: 3 });
  expect(failed.stderr).toMatch(/INCOMPLETE, a page could not be read[\s\S]*403[\s\S]*was not written/);
  expect(await exists(out)).toBe(false);
  const second = await run();
  await account.close();
  expect(second).toMatchObject({ code: 0, stderr: expect.stringContaining("Wrote 250 devices") });
});

test("an incomplete list is written only if that is accepted, and not read again for it", async () => {
  const out = join(folder, "short.ndjson");
  const account = await createAccount({
    fault: { type: "wrong-total", by: 5, operation: "systems_list", times: 99 },
  });
  const run = (...args: string[]) =>
    runCli(["devices", "export", "--out", out, ...args], { env: account.env });
  const refused = await run();
  expect(refused).toMatchObject({ code: 5, stderr: expect.stringContaining("--accept-incomplete") });
  expect(await exists(out)).toBe(false);
  const before = account.sandbox.requests.length;
  const accepted = await run("--accept-incomplete");
  await account.close();
  expect(accepted).toMatchObject({ code: 0, stderr: expect.stringContaining("INCOMPLETE") });
  expect(account.sandbox.requests).toHaveLength(before);
  expect(await exists(out)).toBe(true);
});

test.each([
  [["--out", join(tmpdir(), "mdmkit-none", "x.csv")], "mdmkit-none/x.csv does not exist."],
  [["--out", "fleet"], "The format of fleet is unknown."],
  [[], "Missing option --out."],
  [["--out", "x.csv", "--output", "csv"], "An export has --format instead of --output."],
  [["--out", tmpdir(), "--format", "csv"], "is not a file."],
  [["--out", "x.csv", "--fields", "nmae"], "Did you mean name?"],
])("%j is refused before any request", async (args, message) => {
  const outcome = await sandbox(...args);
  expect(outcome).toMatchObject({ code: 2, stdout: "" });
  expect(outcome.stderr).toContain(message);
});

test("another export to the same file at the same time is refused", async () => {
  const out = join(folder, "busy.csv");
  await writeFile(`${out}.partial.lock`, `${process.pid}\n`);
  const outcome = await sandbox("--out", out);
  await rm(`${out}.partial.lock`);
  expect(outcome).toMatchObject({ code: 6, stderr: expect.stringContaining("Another export to") });
});
