import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { createFleetClient, createFleetClientFor, type FleetOptions, operations } from "./index.ts";

type Reply = (url: string) => Response;

/** A `fetch` that records requests; tokens of sessions are `session1`, `session2` … */
function open(options: Partial<FleetOptions> = {}, reply: Reply = () => Response.json({ hosts: [] })) {
  const sent: { url: string; headers: Headers; body: string }[] = [];
  let sessions = 0;
  const fetch = async (url: string, { headers, body }: RequestInit) => {
    sent.push({ url, headers: new Headers(headers), body: String(body ?? "") });
    if (!url.endsWith("/login")) return reply(url);
    sessions += 1;
    return Response.json({ token: `session${sessions}`, message: "" });
  };
  const own = { baseUrl: "https://fleet.example.com", token: "made-up-token" };
  // Only untyped callers can combine options that exclude each other.
  const given: FleetOptions = Object.assign({ ...own, fetch }, options);
  return { client: createFleetClient(given), sent };
}

const untyped = (options: object): Partial<FleetOptions> => Object.assign({}, options);
const USER = untyped({ token: undefined, email: "api@example.com", password: "made-up-password" });
const failed =
  (status: number, message: string, reason = message) =>
  () =>
    Response.json({ message, errors: [{ name: "base", reason }], uuid: "u1" }, { status });

describe("credentials", () => {
  it("are a token, sent to the server of the customer", async () => {
    const { client, sent } = open();
    await client.listHosts();
    expect(sent.map(({ url }) => url)).toEqual(["https://fleet.example.com/api/v1/fleet/hosts"]);
    expect(sent[0]?.headers.get("authorization")).toBe("Bearer made-up-token");
  });

  it.each(["https://fleet.example.com/api/v1/fleet/", "https://FLEET.example.com/api/latest/fleet"])(
    "may have the base URL %s",
    async (baseUrl) => {
      const { client, sent } = open({ baseUrl });
      await client.listHosts();
      expect(sent[0]?.url).toBe("https://fleet.example.com/api/v1/fleet/hosts");
    },
  );

  it("may be a user, who logs in once and again when the session has ended", async () => {
    let calls = 0;
    const { client, sent } = open(USER, () => {
      calls += 1;
      return calls === 2 ? failed(401, "Authentication required")() : Response.json({ hosts: [] });
    });
    await client.listHosts();
    await client.listHosts();
    expect(sent.map(({ headers }) => headers.get("authorization"))).toEqual([
      null,
      "Bearer session1",
      "Bearer session1",
      null,
      "Bearer session2",
    ]);
    expect(JSON.parse(sent[0]?.body ?? "")).toEqual({
      email: "api@example.com",
      password: "made-up-password",
    });
  });

  it("say that a second factor keeps a user from logging in", async () => {
    const fetch = async () => Response.json({ message: "We sent an email to you." }, { status: 202 });
    const { client } = open({ ...USER, fetch });
    await expect(client.listHosts()).rejects.toMatchObject({
      code: "authentication",
      operation: "login",
      advice: "Set the `token` of an API-only user.",
    });
  });

  it("are tried once where the server limits logging in", async () => {
    let calls = 0;
    const fetch = async () => {
      calls += 1;
      return new Response("{}", { status: 429, headers: { "retry-after": "7" } });
    };
    const { client } = open({ ...USER, fetch, retry: { attempts: 1 } });
    await expect(client.listHosts()).rejects.toMatchObject({ code: "rate-limit", retryAfter: 7 });
    expect(calls).toBe(1);
  });

  it.each([{ baseUrl: "" }, { token: "" }, { token: undefined, email: "api@example.com" }])(
    "are refused with %j",
    (options) => {
      expect(() => open(untyped(options))).toThrow(expect.objectContaining({ code: "invalid-input" }));
    },
  );

  it("show no secret", () => {
    const shown = inspect([open().client, open(USER).client], { depth: 9, showHidden: true });
    expect(shown).not.toMatch(/made-up-(?:token|password)/);
  });
});

describe("errors", () => {
  it("of what needs a license say so, and are no missing permission", async () => {
    const { client } = open({}, failed(402, "Requires Fleet Premium license"));
    await expect(client.lockHost({ path: { id: 1 } })).rejects.toMatchObject({
      code: "unsupported-operation",
      advice: "Fleet Premium is required. Check the license of the server.",
      vendorMessage: "Requires Fleet Premium license",
    });
  });

  it.each([
    [403, "permission"],
    [404, "not-found"],
    [409, "conflict"],
    [422, "validation"],
  ])("with %i are of the kind %s, with message, reason and id of the server", async (status, code) => {
    const { client } = open({}, failed(status, "Conflict", "already locked"));
    await expect(client.lockHost({ path: { id: 1 } })).rejects.toMatchObject({
      code,
      vendorMessage: "Conflict; already locked",
      requestId: "u1",
    });
  });

  it("name the roles that suffice", async () => {
    const { client } = open({}, failed(403, "Forbidden"));
    await expect(client.refetchHost({ path: { id: 1 } })).rejects.toMatchObject({
      permission: ["observer", "maintainer", "admin"],
    });
  });
});

it("reads lists page by page, in the order of ids", async () => {
  const pages = [[{ id: 1 }, { id: 2 }], [{ id: 3 }]];
  const { client, sent } = open({}, (url) =>
    Response.json({ hosts: pages[Number(new URL(url).searchParams.get("page"))] ?? [] }),
  );
  const ids: number[] = [];
  for await (const { id } of client.paginate("listHosts", { query: { per_page: 2 } })) ids.push(id);
  expect(ids).toEqual([1, 2, 3]);
  const [first] = sent.map(({ url }) => Object.fromEntries(new URL(url).searchParams));
  expect(first).toMatchObject({ per_page: "2", order_key: "id", order_direction: "asc" });
});

it("can be given the operations it needs", () => {
  const { listHosts } = operations;
  const options = { baseUrl: "https://fleet.example.com", token: "made-up-token" };
  const client = createFleetClientFor({ listHosts }, options);
  expect(Object.keys(client).filter((name) => name in operations)).toEqual(["listHosts"]);
});
