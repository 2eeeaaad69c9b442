import { describe, expect, it, test } from "vitest";
import { runCli } from "../fixtures/run-cli.ts";
import { programOf, quietProgram, withProgram } from "./program.ts";

const NPX_PNPM = {
  npm_execpath: "/home/ada/.npm/_npx/c80dab5832ec79ce/node_modules/pnpm/bin/pnpm.cjs",
  npm_config_user_agent: "pnpm/10.34.9 npm/? node/v24.1.0 linux x64",
};

describe("what is typed before a command", () => {
  it.each([
    ["on the path", false, {}, "mdmkit"],
    ["in a project", false, { npm_lifecycle_event: "npx" }, "npx mdmkit"],
    ["in a script of a project", false, { npm_lifecycle_event: "fleet" }, "mdmkit"],
    ["installed, started by pnpm", false, NPX_PNPM, "mdmkit"],
    ["in the repository", true, { npm_execpath: "/usr/lib/node_modules/pnpm/bin/pnpm.cjs" }, "pnpm mdmkit"],
    ["in the repository, without pnpm", true, NPX_PNPM, "npx pnpm@10.34.9 mdmkit"],
    ["in the repository, without a manager", true, {}, "pnpm mdmkit"],
  ])("%s", (_where, fromSource, env, expected) => expect(programOf(env, fromSource)).toBe(expected));

  it.each([
    ["mdmkit", "mdmkit"],
    ["pnpm mdmkit", "pnpm --silent mdmkit"],
    ["npx pnpm@10.34.9 mdmkit", "npx pnpm@10.34.9 --silent mdmkit"],
  ])("where output is data, %s", (program, expected) => expect(quietProgram(program)).toBe(expected));
});

test.each([
  ["`mdmkit vendors` lists them.", "`npx mdmkit vendors` lists them."],
  ["Run it: mdmkit devices list", "Run it: npx mdmkit devices list"],
  ["printf … | mdmkit … --pin -", "printf … | npx mdmkit … --pin -"],
  ["MDMKIT_GATEWAY_TOKEN=… mdmkit gateway", "MDMKIT_GATEWAY_TOKEN=… npx mdmkit gateway"],
  ["a\nmdmkit --help", "a\nnpx mdmkit --help"],
  ["mdmkit 1.2.0: manage devices", "mdmkit 1.2.0: manage devices"],
  ["The server is not an mdmkit gateway.", "The server is not an mdmkit gateway."],
])("a command in a text: %s", (text, expected) => expect(withProgram(text, "npx mdmkit")).toBe(expected));

test.each([
  [["--help"]],
  [["devices", "--help"]],
  [["devices", "list", "--help"]],
  [["fleet", "--help"]],
  [["devices"]],
  [["check"]],
])("%s names only commands that can be typed here", async (words) => {
  const { stdout, stderr } = await runCli(words, { program: "npx pnpm@10.34.9 mdmkit" });
  const text = stdout + stderr;
  expect(text).toMatch(/npx pnpm@10\.34\.9 (--silent )?mdmkit /);
  expect(text).not.toMatch(/(?<!npx pnpm@10\.34\.9 (--silent )?)\bmdmkit [a-z-]/);
});
