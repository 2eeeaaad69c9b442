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

const where = (env: Record<string, string> = {}, platform = "linux") => ({ env, home, platform });

async function save(content: string, mode = 0o600): Promise<string> {
  const path = defaultConfigPath(where());
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await chmod(path, mode);
  return path;
}

test("the place follows the platform", () => {
  expect(defaultConfigPath(where())).toBe(join(home, ".config", "mdmkit", "config.json"));
  expect(defaultConfigPath(where({ XDG_CONFIG_HOME: "/x" }))).toBe(join("/x", "mdmkit", "config.json"));
  expect(defaultConfigPath(where({ APPDATA: "/app" }, "win32"))).toBe(join("/app", "mdmkit", "config.json"));
});

test("no file at the default place is no configuration", async () => {
  expect(await readConfig(where(), undefined)).toMatchObject({ vendor: undefined, values: {} });
});

test("a file that was named must be there", async () => {
  await expect(readConfig(where(), join(home, "none.json"))).rejects.toThrow("there is none");
});

test("reads vendor and values", async () => {
  const path = await save('{"vendor":"v","vendors":{"v":{"apiKey":"k"}}}');
  expect(await readConfig(where(), undefined)).toEqual({ path, vendor: "v", values: { v: { apiKey: "k" } } });
});

test.each([0o644, 0o640, 0o604, 0o620])("a file of mode %o is not used", async (mode) => {
  const path = await save("{}", mode);
  const error = expect.objectContaining({ exitCode: 3, advice: `Make it yours alone: chmod 600 ${path}` });
  await expect(readConfig(where(), undefined)).rejects.toThrow(error);
});

test("Windows has no such modes", async () => {
  const path = await save("{}", 0o644);
  expect(await readConfig(where({}, "win32"), path)).toMatchObject({ values: {} });
});

test.each([
  ["s3cret", "is not JSON"],
  ["[]", "is not an object"],
  ['{"apiKey":"s3cret"}', 'has an unknown property "apiKey"'],
  ['{"vendors":{"v":"s3cret"}}', 'has "vendors.v" that is not an object'],
  ['{"vendors":{"v":{"apiKey":["s3cret"]}}}', 'has "vendors.v.apiKey" that is not text'],
])("says what is wrong in %s without quoting it", async (content, problem) => {
  await save(content);
  const failure: unknown = await readConfig(where(), undefined).catch((error) => error);
  expect(String(failure)).toContain(problem);
  expect(String(failure)).not.toContain("s3cret");
});
