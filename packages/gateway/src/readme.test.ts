import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isThere, runProgram } from "./fixtures/other-language.ts";
import { type RunningGateway, startGateway } from "./start-gateway.ts";

// The examples for other languages, run as they are printed.

const page = await readFile(new URL("../README.md", import.meta.url), "utf8");
const [, section = ""] = /^## From other languages\n(.*?)^## /ms.exec(page) ?? [];
const example = (language: string) =>
  new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(section)?.[1] ?? "";
const hasCurl = await isThere("curl", "--version");
const hasPython = await isThere("python3", "--version");
/** More than a page. */
const DEVICES = 130;
let gateway: RunningGateway;
let env: Record<string, string>;

beforeAll(async () => {
  gateway = await startGateway({ port: 0, sandbox: { devices: DEVICES, users: 3 }, log: () => {} });
  const ACCOUNT = gateway.sandboxes.find(({ vendor }) => vendor === "jumpcloud")?.id ?? "";
  env = { GATEWAY: gateway.url, TOKEN: gateway.token ?? "", ACCOUNT };
});
afterAll(() => gateway.close());

it.skipIf(!hasCurl)("with curl", async () => {
  const { code, stdout } = await runProgram("sh", ["-euc", example("sh")], { env });
  expect(code).toBe(0);
  const end = stdout.lastIndexOf('{"report"');
  const list = JSON.parse(stdout.slice(0, end));
  expect(list.result.length).toBeGreaterThan(0);
  for (const device of list.result) {
    expect(device.platform).toBe("macos");
    expect(device).not.toHaveProperty("remote_data");
  }
  expect(JSON.parse(stdout.slice(end)).report).toMatchObject({ complete: true, records: DEVICES });
});

it.skipIf(!hasPython)("with Python", async () => {
  const { code, stdout, stderr } = await runProgram("python3", ["-c", example("python")], { env });
  expect([code, stderr]).toEqual([0, ""]);
  const lines = stdout.trimEnd().split("\n");
  for (const line of lines) expect(line).toMatch(/^\w+ (macos|windows|linux|ios|ipados|android)$/);
  const serials = lines.filter((line) => !line.startsWith("None "));
  expect(lines).toHaveLength(DEVICES);
  expect([new Set(serials).size, serials.length > DEVICES / 2]).toEqual([serials.length, true]);
});
