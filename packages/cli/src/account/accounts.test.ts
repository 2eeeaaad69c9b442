import { expect, test } from "vitest";
import { setup } from "../fixtures/setups.ts";
import { candidateAccounts, isForSeveral, selectAccount } from "./accounts.ts";
import { type Config, NO_CONFIG } from "./config.ts";

type Setups = ReturnType<typeof setup>[];
type Options = { vendor?: string; account?: string; config?: Config; isSandbox?: boolean };

const selectionOf = (setups: Setups, options: Options = {}) => ({
  setups,
  config: NO_CONFIG,
  vendor: undefined,
  account: undefined,
  isSandbox: false,
  ...options,
});
const selected = (setups: Setups, options?: Options) => selectAccount(selectionOf(setups, options)).account;
const candidates = (setups: Setups, options?: Options) =>
  candidateAccounts(selectionOf(setups, options)).map(({ account }) => account);

const accounts = (names: Readonly<Record<string, string>>): Config => ({
  ...NO_CONFIG,
  path: "config.json",
  accounts: Object.fromEntries(
    Object.entries(names).map(([name, vendor]) => [name, { vendor, values: { apiKey: name } }]),
  ),
});

test("selects the only configured vendor", () => {
  expect(selected([setup("a"), setup("b", { apiKey: "k" })])).toBe("b");
  expect(selected([setup("a")], { vendor: "a" })).toBe("a");
});

test("the option overrides the file, which overrides credentials", () => {
  const setups = [setup("a"), setup("b"), setup("c", { apiKey: "k" })];
  const config = { ...NO_CONFIG, vendor: "b" };
  expect(selected(setups, { vendor: "a", config })).toBe("a");
  expect(selected(setups, { config })).toBe("b");
});

test("several configured vendors are ambiguous", () => {
  const setups = [setup("a", { apiKey: "k" }), setup("b", { apiKey: "k" }), setup("c")];
  expect(() => selected(setups)).toThrow("Several vendors are configured: a, b.");
  expect(selected(setups, { isSandbox: true })).toBe("a");
});

test("candidates are the configured vendors, or all when none is configured", () => {
  expect(candidates([setup("a", { apiKey: "k" }), setup("b", { apiKey: "k" }), setup("c")])).toEqual([
    "a",
    "b",
  ]);
  expect(candidates([setup("a"), setup("b")])).toEqual(["a", "b"]);
  expect(candidates([setup("a", { apiKey: "k" }), setup("b")], { vendor: "b" })).toEqual(["b"]);
});

test("fails when no vendor is configured", () => {
  expect(() => selected([setup("a"), setup("b")])).toThrow("No vendor is configured.");
  expect(() => candidates([setup("a")], { account: "all" })).toThrow("No account is configured.");
});

test("an unknown id is reported with the known ones", () => {
  expect(() => selected([setup("a"), setup("b")], { vendor: "x" })).toThrow(
    "Unknown vendor x. Known vendors: a, b.",
  );
});

test("accounts of the file are selected by name, beside those of vendors", () => {
  const setups = [setup("a", { apiKey: "k" }), setup("b")];
  const config = accounts({ hq: "a", labs: "b" });
  expect(candidates(setups, { config, account: "all" })).toEqual(["a", "hq", "labs"]);
  expect(candidates(setups, { config, account: "labs, a,labs" })).toEqual(["labs", "a"]);
  expect(selected(setups, { config, account: "labs" })).toBe("labs");
  expect(() => candidates(setups, { config, account: "lab" })).toThrow("Unknown account lab.");
});

test("a single account of the file needs no option, and several are ambiguous", () => {
  expect(selected([setup("a"), setup("b")], { config: accounts({ hq: "b" }) })).toBe("hq");
  expect(() => selected([setup("a")], { config: accounts({ hq: "a", labs: "a" }) })).toThrow(
    "Several accounts are configured: hq, labs.",
  );
});

test("values of an account are those of its vendor, and variables do not replace them", () => {
  const setups = [setup("a", { apiKey: "of the vendor" })];
  const [hq] = candidateAccounts(selectionOf(setups, { config: accounts({ hq: "a" }), account: "hq" }));
  expect(hq).toMatchObject({ values: { apiKey: "hq" }, problems: [] });
});

test.each([
  [{ config: accounts({ hq: "x" }) }, "Unknown vendor x in config.json."],
  [{ config: accounts({ a: "a" }) }, 'the account "a" is named like a vendor'],
  [{ vendor: "a", account: "a" }, "--account and --vendor exclude each other."],
])("refuses %j", (options, problem) => {
  expect(() => candidates([setup("a")], { account: "all", ...options })).toThrow(problem);
});

test("a command for one account refuses several", () => {
  const setups = [setup("a", { apiKey: "k" }), setup("b", { apiKey: "k" })];
  expect(() => selected(setups, { account: "a,b" })).toThrow("This command works on one account.");
});

test("a single name is for one account", () => {
  expect([undefined, "hq", "hq,labs", "all"].map(isForSeveral)).toEqual([false, false, true, true]);
});
