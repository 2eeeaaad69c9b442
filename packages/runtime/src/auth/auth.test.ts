import { inspect } from "node:util";
import { expect, it } from "vitest";
import { client, failure, scripted } from "../fixtures/vendor.ts";
import { apiKey, basic, bearer } from "./auth.ts";
import type { Authenticator } from "./authenticator.ts";

function headersOf(auth: Authenticator): Record<string, string> {
  const headers = new Headers();
  auth.authorize(headers, { vendor: "acme", signal: new AbortController().signal, fetch });
  return Object.fromEntries(headers);
}

it("puts the credential where it belongs", () => {
  expect(headersOf(apiKey({ header: "X-Key", value: "k" }))).toEqual({ "x-key": "k" });
  expect(headersOf(bearer("t"))).toEqual({ authorization: "Bearer t" });
  expect(headersOf(basic({ username: "ada", password: "pä:ss" }))).toEqual({
    authorization: "Basic YWRhOnDDpDpzcw==",
  });
});

it.each(["", " ", "secret\n", " secret", "sec\r\nret", "secrét", "secret\u200b"])(
  "refuses %j without printing it",
  (value) => {
    const attempt = () => apiKey({ header: "x-key", value });
    expect(attempt).toThrow(/the value for the header "x-key"/);
    try {
      attempt();
    } catch (error) {
      expect(inspect(error).includes(value) && value.trim() !== "").toBe(false);
    }
  },
);

it("names the option and the vendor of a value that cannot be sent", () => {
  const source = { vendor: "acme", option: "token" };
  const message = "[acme] `token` is empty, has spaces";
  expect(() => apiKey({ header: "x-key", value: "", ...source })).toThrow(message);
  expect(() => bearer("", source)).toThrow(message);
  expect(() => basic({ username: "", password: "x", vendor: "acme" })).toThrow(
    "[acme] the user name is empty",
  );
});

it("refuses a user name that basic authentication cannot carry", () => {
  expect(() => basic({ username: "a:b", password: "x" })).toThrow(/colon/);
  expect(() => basic({ username: "", password: "x" })).toThrow(/empty/);
});

it("does not repeat a 401 for a credential that cannot be renewed", async () => {
  const { fetch, seen } = scripted(new Response("", { status: 401 }));
  expect((await failure(client({ fetch }).list())).code).toBe("authentication");
  expect(seen).toHaveLength(1);
});
