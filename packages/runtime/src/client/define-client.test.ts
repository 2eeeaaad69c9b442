import { expect, it } from "vitest";
import { bearer } from "../auth/auth.ts";
import type { Types } from "../fixtures/vendor.ts";
import { defineClient, type VendorClientOptions } from "./define-client.ts";

type Options = VendorClientOptions & { baseUrl?: string; token?: string };
type Methods = { list(): Promise<Types["list"]["response"]> };

const open = defineClient<Options, Pick<Types, "list">, Methods>({
  vendor: "acme",
  rateLimit: { concurrency: 2 },
  secretBodies: {},
  requires: "a `token`",
  options: { baseUrl: true, token: true },
  apiPaths: ["/api"],
  authenticate: ({ token }) => (token === undefined ? undefined : bearer(token)),
  configure: ({ baseUrl = "https://mdm.example.com" }) => ({ baseUrl, tenant: baseUrl }),
});

it("gives all clients of a server one limiter, however its URL is spelled", async () => {
  const flight = { now: 0, most: 0 };
  const hosts = new Set<string>();
  const fetch = async (url: string) => {
    hosts.add(url);
    flight.most = Math.max(flight.most, ++flight.now);
    await new Promise((resolve) => setImmediate(resolve));
    flight.now -= 1;
    return Response.json({ results: [] });
  };
  const spellings = [undefined, "https://MDM.example.com/", "HTTPS://mdm.example.com:443/api/"];
  const clients = spellings.map((baseUrl) =>
    open(
      { list: { method: "GET", path: "/api/systems" } },
      { token: "t", fetch, ...(baseUrl && { baseUrl }) },
    ),
  );
  await Promise.all(clients.flatMap((client) => [client.list(), client.list(), client.list()]));
  expect(flight.most).toBe(2);
  expect([...hosts]).toEqual(["https://mdm.example.com/api/systems"]);
});

it("says which options are missing", () => {
  expect(() => open({ list: { method: "GET", path: "/" } }, {})).toThrow(
    "[acme] the options are incomplete. Set a `token`.",
  );
});

const table = { list: { method: "GET", path: "/" } } as const;

it.each([
  ["timeoutMS", "[acme] unknown option `timeoutMS`. Did you mean timeoutMs?"],
  ["baseURL", "[acme] unknown option `baseURL`. Did you mean baseUrl?"],
  ["proxy", "[acme] unknown option `proxy`. Did you mean baseUrl, token, fetch, "],
])("refuses the option %s, which would have no effect", (name, message) => {
  expect(() => open(table, { token: "t", [name]: 1 })).toThrow(message);
});

it.each([undefined, null])("says what is missing where %j is given in place of options", (options) => {
  // @ts-expect-error as JavaScript may call it
  expect(() => open(table, options)).toThrow("[acme] the options are incomplete. Set a `token`.");
});

it("demands the name of every option", () => {
  const definition = {
    vendor: "acme",
    requires: "",
    authenticate: () => undefined,
    configure: () => ({ baseUrl: "", tenant: "" }),
  };
  // @ts-expect-error `token` is an option, too
  defineClient<Options, Pick<Types, "list">, Methods, object>({ ...definition, options: { baseUrl: true } });
});
