import { expect, test } from "vitest";
import { descriptor, setup } from "../fixtures/setups.ts";
import { gatherValues, isConfigured } from "./vendor-setup.ts";

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

test("a vendor with an incomplete credential counts as configured", () => {
  expect(isConfigured(setup("a", { clientId: "i" }))).toBe(true);
  expect(isConfigured(setup("a"))).toBe(false);
});
