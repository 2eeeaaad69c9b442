import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultConfigPath, readConfig } from "./config.ts";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "mdmkit-"));
});
afterEach(() => rm(home, { recursive: true }));

const environment = (env: Record<string, string> = {}, platform: string = process.platform) => ({
  env,
  home,
  platform,
});

async function save(content: string, mode = 0o600): Promise<string> {
  const path = defaultConfigPath(environment());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await chmod(path, mode);
  return path;
}

test("the default path depends on the platform", () => {
  expect(defaultConfigPath(environment())).toBe(join(home, ".config", "mdmkit", "config.json"));
  expect(defaultConfigPath(environment({ XDG_CONFIG_HOME: "/x" }))).toBe(join("/x", "mdmkit", "config.json"));
  expect(defaultConfigPath(environment({ APPDATA: "/app" }, "win32"))).toBe(
    join("/app", "mdmkit", "config.json"),
  );
});

test("a missing file at the default path is an empty configuration", async () => {
  expect(await readConfig(environment(), undefined)).toMatchObject({ vendor: undefined, values: {} });
});

test("a file named by the user must exist", async () => {
  await expect(readConfig(environment(), join(home, "none.json"))).rejects.toThrow("does not exist");
});

test("reads vendor and values", async () => {
  const path = await save('{"vendor":"v","vendors":{"v":{"apiKey":"k"}}}');
  expect(await readConfig(environment(), undefined)).toEqual({
    path,
    vendor: "v",
    values: { v: { apiKey: "k" } },
    accounts: {},
  });
});

test("reads named accounts", async () => {
  await save('{"accounts":{"Head office":{"vendor":"v","values":{"apiKey":"k"}}}}');
  expect(await readConfig(environment(), undefined)).toMatchObject({
    accounts: { "Head office": { vendor: "v", values: { apiKey: "k" } } },
  });
});

test.each([0o644, 0o640, 0o604, 0o620])("a file with mode %o is refused", async (mode) => {
  const path = await save("{}", mode);
  const error = expect.objectContaining({
    exitCode: 3,
    advice: `Restrict its permissions: chmod 600 ${path}`,
  });
  await expect(readConfig(environment({}, "linux"), undefined)).rejects.toThrow(error);
});

test("file modes are not checked on Windows", async () => {
  const path = await save("{}", 0o644);
  expect(await readConfig(environment({}, "win32"), path)).toMatchObject({ values: {} });
});

test.each([
  ["s3cret", "not valid JSON"],
  ["[]", "must be a JSON object"],
  ['{"apiKey":"s3cret"}', 'unknown property "apiKey"'],
  ['{"vendors":{"v":"s3cret"}}', '"vendors.v" must be an object'],
  ['{"vendors":{"v":{"apiKey":["s3cret"]}}}', '"vendors.v.apiKey" must be a string'],
  ['{"accounts":{"hq":{"vendor":"v","apiKey":"s3cret"}}}', '"accounts.hq" has the unknown property "apiKey"'],
  ['{"accounts":{"hq":{"values":{"apiKey":"s3cret"}}}}', '"accounts.hq.vendor" must be the id of a vendor'],
  ['{"accounts":{"hq":{"vendor":"v","values":["s3cret"]}}}', '"accounts.hq.values" must be an object'],
  ['{"accounts":{"a,b":{"vendor":"v","values":{}}}}', '"accounts.a,b": a name has no comma'],
  ['{"accounts":{"all":{"vendor":"v","values":{}}}}', '"accounts.all": a name has no comma'],
])("reports the problem in %s without quoting values", async (content, problem) => {
  await save(content);
  const failure: unknown = await readConfig(environment(), undefined).catch((error) => error);
  expect(String(failure)).toContain(problem);
  expect(String(failure)).not.toContain("s3cret");
});
