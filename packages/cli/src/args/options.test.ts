import { expect, test } from "vitest";
import { type OptionTable, parseOptions, scanWords, UnknownOptionError } from "./options.ts";

const table = {
  output: { type: "text", choices: ["json", "csv"], summary: "" },
  limit: { type: "number", summary: "" },
  seed: { type: "number", min: 0, summary: "" },
  email: { type: "text", multiple: true, summary: "" },
  quiet: { type: "switch", summary: "" },
} as const satisfies OptionTable;

test("parses values by type", () => {
  const args = ["ID", "--output", "csv", "--limit=5", "--seed", "0", "--email", "a", "--email", "b", "-q"];
  expect(parseOptions(args, table)).toEqual({
    values: { output: "csv", limit: 5, seed: 0, email: ["a", "b"], quiet: true },
    positionals: ["ID"],
  });
});

test.each([
  [["--output", "xml"], "--output must be one of json, csv."],
  [["--output"], "--output needs a value."],
  [["--output", "--quiet"], "--output needs a value."],
  [["--limit", "0"], "--limit must be an integer of at least 1."],
  [["--limit", "1e3"], "--limit must be an integer of at least 1."],
  [["--quiet=yes"], "--quiet takes no value."],
  [["--outptu", "csv"], "Unknown option --outptu."],
  [["-x"], "Unknown option -x."],
  [["--limit", "1", "--limit=2"], "--limit may be given only once."],
  [["-o", "csv", "--output", "csv"], "--output may be given only once."],
])("refuses %j", (args, message) => {
  expect(() => parseOptions(args, table)).toThrow(message);
});

test("suggests the right name for a mistyped option, without repeating its value", () => {
  const error = expect.objectContaining({ advice: "Did you mean --output?", option: "outptu" });
  expect(() => parseOptions(["--outptu=secret"], table)).toThrow(error);
  expect(() => parseOptions(["--outptu=secret"], table)).toThrow(UnknownOptionError);
});

test("a switch may be repeated", () => {
  expect(parseOptions(["-q", "--quiet"], table).values).toEqual({ quiet: true });
});

test("a value after an equals sign may begin with dashes", () => {
  expect(parseOptions(["--email=--x"], table).values.email).toEqual(["--x"]);
});

test("everything after -- is an argument", () => {
  expect(parseOptions(["--", "--quiet", "-q"], table).positionals).toEqual(["--quiet", "-q"]);
});

test("names of Object.prototype are unknown options", () => {
  expect(() => parseOptions(["--constructor"], table)).toThrow("Unknown option --constructor.");
});

test("separates the command from the options around it", () => {
  const isGroup = (words: string) => ["devices", "gateway", "gateway tokens"].includes(words);
  expect(scanWords(["--output", "csv", "devices", "list", "--platform", "ios"], table, isGroup)).toEqual({
    words: ["devices", "list"],
    others: ["--output", "csv", "--platform", "ios"],
  });
  expect(scanWords(["check", "extra"], table, isGroup)).toEqual({ words: ["check"], others: ["extra"] });
  expect(scanWords(["gateway", "tokens", "revoke", "id"], table, isGroup)).toEqual({
    words: ["gateway", "tokens", "revoke"],
    others: ["id"],
  });
  expect(scanWords(["gateway", "--port", "9000"], table, isGroup).words).toEqual(["gateway"]);
});
