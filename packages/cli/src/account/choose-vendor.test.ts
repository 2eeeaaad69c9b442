import { describeVendor, type VendorDescriptor } from "@mdmkit/unified/vendors";
import { expect, test } from "vitest";
import { chooseVendor, gatherValues, isConfigured, vendorsInQuestion } from "./choose-vendor.ts";

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

const choice = (id: string, values: Record<string, string> = {}) => ({
  descriptor: descriptor(id),
  values,
  problems: [],
});
const config = { path: "config.json", vendor: undefined, values: {} };
const chosen = (survey: ReturnType<typeof choice>[], options: object = {}) =>
  chooseVendor(survey, { asked: undefined, config, ...options }).descriptor.id;

test("the environment wins over the file", () => {
  const values = gatherValues(descriptor("a"), { a_KEY: "new" }, { apiKey: "old", region: "eu" });
  expect(values).toEqual({ apiKey: "new", region: "eu" });
});

test("a complete credential in the environment hides another kind in the file", () => {
  const values = gatherValues(descriptor("a"), { a_ID: "i", a_SECRET: "s" }, { apiKey: "old", region: "eu" });
  expect(values).toEqual({ clientId: "i", clientSecret: "s", region: "eu" });
});

test("a blank variable is not set", () => {
  expect(gatherValues(descriptor("a"), { a_KEY: " " }, { apiKey: "old" })).toEqual({ apiKey: "old" });
});

test("the only one with credentials is used", () => {
  expect(chosen([choice("a"), choice("b", { apiKey: "k" })])).toBe("b");
  expect(chosen([choice("a")])).toBe("a");
});

test("what was asked for wins over the file, which wins over credentials", () => {
  const survey = [choice("a"), choice("b"), choice("c", { apiKey: "k" })];
  expect(chosen(survey, { asked: "a", config: { ...config, vendor: "b" } })).toBe("a");
  expect(chosen(survey, { config: { ...config, vendor: "b" } })).toBe("b");
});

test("several with credentials need a choice", () => {
  const survey = [choice("a", { apiKey: "k" }), choice("b", { apiKey: "k" }), choice("c")];
  expect(() => chosen(survey)).toThrow("There are credentials for a, b.");
  expect(chosen(survey, { orFirst: true })).toBe("a");
});

test("in question are those with credentials, or all as long as there are none", () => {
  const ids = (survey: ReturnType<typeof choice>[], asked?: string) =>
    vendorsInQuestion(survey, { asked, config }).map(({ descriptor: { id } }) => id);
  expect(ids([choice("a", { apiKey: "k" }), choice("b", { apiKey: "k" }), choice("c")])).toEqual(["a", "b"]);
  expect(ids([choice("a"), choice("b")])).toEqual(["a", "b"]);
  expect(ids([choice("a", { apiKey: "k" }), choice("b")], "b")).toEqual(["b"]);
});

test("none of several is explained", () => {
  expect(() => chosen([choice("a"), choice("b")])).toThrow("No vendor is configured.");
});

test("an unknown id names the known ones", () => {
  expect(() => chosen([choice("a"), choice("b")], { asked: "x" })).toThrow(
    "There is no vendor x; there is a, b.",
  );
});

test("a part of a credential is a beginning", () => {
  expect(isConfigured(choice("a", { clientId: "i" }))).toBe(true);
  expect(isConfigured(choice("a"))).toBe(false);
});
