import { describeVendor, type VendorDescriptor } from "@mdmkit/unified/vendors";
import { expect, test } from "vitest";
import { candidateVendors, gatherValues, isConfigured, selectVendor } from "./vendor-setup.ts";

const descriptor = (id: string): VendorDescriptor =>
  describeVendor({
    id,
    name: id.toUpperCase(),
    credentials: [
      { what: "a key", needs: ["apiKey"] },
      { what: "an account", needs: ["clientId", "clientSecret"] },
    ],
    options: [
      { name: "apiKey", env: `${id}_KEY`, secret: true, description: "", example: "k" },
      { name: "clientId", env: `${id}_ID`, description: "", example: "i" },
      { name: "clientSecret", env: `${id}_SECRET`, secret: true, description: "", example: "s" },
      { name: "region", env: `${id}_REGION`, description: "", example: "eu" },
      { name: "baseUrl", env: `${id}_URL`, kind: "url", description: "", example: "https://example.com" },
    ],
    open: () => Promise.reject(new Error("not opened in these tests")),
  });

const setup = (id: string, values: Record<string, string> = {}) => ({
  descriptor: descriptor(id),
  values,
  problems: [],
});
const config = { path: "config.json", vendor: undefined, values: {} };
const selected = (setups: ReturnType<typeof setup>[], options: object = {}) =>
  selectVendor(setups, { option: undefined, config, ...options }).descriptor.id;

test("the environment overrides the file", () => {
  const values = gatherValues(descriptor("a"), { a_KEY: "new" }, { apiKey: "old", region: "eu" });
  expect(values).toEqual({ apiKey: "new", region: "eu" });
});

test("a complete credential in the environment replaces a credential of another scheme in the file", () => {
  const values = gatherValues(descriptor("a"), { a_ID: "i", a_SECRET: "s" }, { apiKey: "old", region: "eu" });
  expect(values).toEqual({ clientId: "i", clientSecret: "s", region: "eu" });
});

test("a blank variable counts as not set", () => {
  expect(gatherValues(descriptor("a"), { a_KEY: " " }, { apiKey: "old" })).toEqual({ apiKey: "old" });
});

test("selects the only configured vendor", () => {
  expect(selected([setup("a"), setup("b", { apiKey: "k" })])).toBe("b");
  expect(selected([setup("a")])).toBe("a");
});

test("the option overrides the file, which overrides credentials", () => {
  const setups = [setup("a"), setup("b"), setup("c", { apiKey: "k" })];
  expect(selected(setups, { option: "a", config: { ...config, vendor: "b" } })).toBe("a");
  expect(selected(setups, { config: { ...config, vendor: "b" } })).toBe("b");
});

test("several configured vendors are ambiguous", () => {
  const setups = [setup("a", { apiKey: "k" }), setup("b", { apiKey: "k" }), setup("c")];
  expect(() => selected(setups)).toThrow("Several vendors are configured: a, b.");
  expect(selected(setups, { orFirst: true })).toBe("a");
});

test("candidates are the configured vendors, or all when none is configured", () => {
  const ids = (setups: ReturnType<typeof setup>[], option?: string) =>
    candidateVendors(setups, { option, config }).map(({ descriptor: { id } }) => id);
  expect(ids([setup("a", { apiKey: "k" }), setup("b", { apiKey: "k" }), setup("c")])).toEqual(["a", "b"]);
  expect(ids([setup("a"), setup("b")])).toEqual(["a", "b"]);
  expect(ids([setup("a", { apiKey: "k" }), setup("b")], "b")).toEqual(["b"]);
});

test("fails when no vendor is configured", () => {
  expect(() => selected([setup("a"), setup("b")])).toThrow("No vendor is configured.");
});

test("an unknown id is reported with the known ones", () => {
  expect(() => selected([setup("a"), setup("b")], { option: "x" })).toThrow(
    "Unknown vendor x. Known vendors: a, b.",
  );
});

test("a vendor with an incomplete credential counts as configured", () => {
  expect(isConfigured(setup("a", { clientId: "i" }))).toBe(true);
  expect(isConfigured(setup("a"))).toBe(false);
});
