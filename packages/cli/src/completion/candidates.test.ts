import { beforeAll, expect, test } from "vitest";
import { buildTable } from "./build-table.ts";
import { completionsOf } from "./candidates.ts";
import type { CompletionTable } from "./table.ts";

let table: CompletionTable;
beforeAll(async () => {
  table = await buildTable();
});

const accounts = async () => ["hq", "labs"];

/** The candidates for a line that ends where it is completed; `files` as it is. */
async function complete(line: string) {
  const words = line.split(" ");
  const found = await completionsOf(
    table,
    { words: words.slice(0, -1), current: words.at(-1) ?? "" },
    { accounts },
  );
  return found === "files" ? found : found.map(({ text }) => text);
}

test("completes the words of commands, with what they do", async () => {
  expect(await complete("dev")).toEqual(["devices"]);
  expect(await complete("devices l")).toEqual(["list", "lock"]);
  expect(await complete("gateway accounts r")).toEqual(["rotate", "remove"]);
  expect(await complete("help gateway to")).toEqual(["tokens"]);
  expect(await complete("--vendor jumpcloud devices expl")).toEqual(["explain"]);
  const [list] = await completionsOf(table, { words: ["devices"], current: "list" }, { accounts });
  expect(list).toEqual({ text: "list", summary: "Lists devices" });
});

test("completes options of the command and of all, but not those that are there", async () => {
  expect(await complete("devices list --s")).toEqual([
    "--sandbox",
    "--sandbox-devices",
    "--seed",
    "--serial-number",
    "--sort",
  ]);
  expect(await complete("devices list --sort name --so")).toEqual([]);
  expect(await complete("devices list -- --s")).toEqual([]);
  expect(await complete("devices lock 12 --pi")).toEqual(["--pin"]);
  expect(await complete("users create --email a@example.com --ema")).toEqual(["--email"]);
});

test.each([
  ["--vendor jum", ["jumpcloud"]],
  ["devices list --output n", ["ndjson"]],
  ["devices list --output=n", ["--output=ndjson"]],
  ["devices list --output = n", ["ndjson"]], // as bash splits it
  ["devices list --platform mac", ["macos"]],
  ["devices list --account h", ["hq"]],
  ["devices list --account hq,l", ["hq,labs"]],
  ["devices list --fields id,serial", ["id,serial_number"]],
  ["devices list --sort name,-serial", ["name,-serial_number"]],
  ["users list --fields serial", []],
  ["completion z", ["zsh"]],
  ["devices bulk rest", ["restart"]],
  ["devices bulk restart r", []],
  ["devices list --config ", "files"],
  ["devices export --out x", "files"],
  ["devices list --limit ", []],
  ["devices get ", []],
  ["constructor ", []],
  ["devices constructor --li", []],
  ["$(touch x) `touch y` ;touch ", []],
])("%j becomes %j", async (line, expected) => {
  expect(await complete(line)).toEqual(expected);
});

test("knows every command, and every vendor", () => {
  expect(Object.keys(table.commands)).toContain("devices clear-passcode");
  expect(table.commands["devices list"]?.options.platform?.choices).toContain("macos");
  for (const [name, { summary }] of Object.entries(table.commands)) expect(summary, name).not.toBe("");
});
