import { expect, it } from "vitest";
import { bearer } from "../auth/auth.ts";
import type { Types } from "../fixtures/vendor.ts";
import { defineClient, type VendorClientOptions } from "./define-client.ts";

type Options = VendorClientOptions & { baseUrl?: string; token?: string };
type Methods = { list(): Promise<Types["list"]["response"]> };

const open = defineClient<Options, Pick<Types, "list">, Methods, object>({
  vendor: "acme",
  rateLimit: { concurrency: 2 },
  requires: "a `token`",
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
