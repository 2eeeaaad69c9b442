import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import {
  client,
  failure,
  fastClock,
  hanging,
  json,
  networkError,
  type Seen,
  scripted,
  settled,
} from "../fixtures/vendor.ts";
import { clientCredentials } from "./client-credentials.ts";

const TOKEN_URL = "https://login.example.com/oauth2/token";
const options = { tokenUrl: TOKEN_URL, clientId: "id", clientSecret: "hush+hush", scope: "api" };
const byId = { path: { id: "1" } };

/** A vendor that hands out tokens t1, t2, … and knows those of `good`. */
function vendor({ life = 3600, good = (_token: string): boolean => true } = {}) {
  const tokens: Seen[] = [];
  const calls: Seen[] = [];
  const { fetch } = scripted((seen) => {
    if (seen.url === TOKEN_URL) {
      tokens.push(seen);
      return json({ access_token: `t${tokens.length}`, token_type: "bearer", expires_in: life });
    }
    calls.push(seen);
    const token = seen.headers.get("authorization")?.replace("Bearer ", "") ?? "";
    return good(token) ? json({ id: 1 }) : new Response("", { status: 401 });
  });
  const clock = fastClock();
  const auth = clientCredentials({ ...options, now: clock.now });
  return { tokens, calls, clock, acme: client({ ...clock, fetch, auth }), fetch };
}

describe("the token request", () => {
  it("sends id and secret by basic authentication", async () => {
    const { acme, tokens, calls } = vendor();
    await acme.get(byId);
    expect(tokens[0]?.method).toBe("POST");
    expect(tokens[0]?.headers.get("authorization")).toBe(`Basic ${btoa("id:hush%2Bhush")}`);
    expect(tokens[0]?.headers.get("content-type")).toContain("application/x-www-form-urlencoded");
    expect(tokens[0]?.body).toBe("grant_type=client_credentials&scope=api");
    expect(calls[0]?.headers.get("authorization")).toBe("Bearer t1");
  });

  it("sends them in the body where the vendor wants that", async () => {
    const { fetch, seen } = scripted(json({ access_token: "t" }));
    await client({ fetch, auth: clientCredentials({ ...options, scope: undefined, style: "body" }) }).words();
    expect(seen[0]?.headers.get("authorization")).toBeNull();
    expect(seen[0]?.body).toBe("grant_type=client_credentials&client_id=id&client_secret=hush%2Bhush");
  });

  it.each([400, 401, 403])("becomes an AuthenticationError without the secret on %i", async (status) => {
    const { fetch, seen } = scripted(
      json({ error: "invalid_client", error_description: "hush+hush" }, { status }),
    );
    const error = await failure(client({ fetch, auth: clientCredentials(options) }).get(byId));
    expect(error).toMatchObject({ code: "authentication", status, vendorCode: "invalid_client" });
    expect(error.message).toContain(`[acme] token request: ${status}: the vendor rejected the client id`);
    expect(inspect(error) + JSON.stringify(error)).not.toMatch(/hush/);
    expect(seen).toHaveLength(1);
  });

  it("says that the server has no token endpoint, which is no fault of the credentials", async () => {
    const { fetch } = scripted(
      new Response("", { status: 404 }),
      json({ access_token: "t" }),
      json({ id: 1 }),
    );
    const acme = client({ fetch, auth: clientCredentials(options) });
    const error = await failure(acme.list());
    expect(error).toMatchObject({ code: "unsupported-operation", operation: "token request", status: 404 });
    expect(await acme.list()).toEqual({ id: 1 });
  });

  it("is repeated like a read, even for a write, because the vendor has seen nothing of that", async () => {
    const { fetch, seen } = scripted(
      new Response("", { status: 503 }),
      networkError("ECONNRESET"),
      json({ access_token: "t" }),
      json({ id: 1 }),
    );
    expect(await client({ fetch, auth: clientCredentials(options) }).create()).toEqual({ id: 1 });
    expect(seen.map(({ url }) => url.includes("token"))).toEqual([true, true, true, false]);
  });

  it.each([
    ["not-json", "upstream error"],
    ["shape", "{}"],
  ])("reports when the response is %s", async (reason, body) => {
    const { fetch } = scripted(new Response(body));
    expect(await failure(client({ fetch, auth: clientCredentials(options) }).get(byId))).toMatchObject({
      reason,
    });
  });

  it("gives up on a token endpoint that does not respond", async () => {
    vi.useFakeTimers();
    const { fetch } = scripted(hanging);
    const auth = clientCredentials(options);
    const call = failure(client({ fetch, auth, retry: { attempts: 1 } }).get(byId));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await call).toMatchObject({ code: "connection", operation: "token request" });
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });
});

describe("the token", () => {
  it("is fetched once for many callers", async () => {
    const { acme, tokens, calls } = vendor();
    await Promise.all(Array.from({ length: 20 }, () => acme.get(byId)));
    expect([tokens.length, calls.length]).toEqual([1, 20]);
  });

  it("is not lost to the others when one caller gives up", async () => {
    let response = (_response: Response) => {};
    const slow = new Promise<Response>((resolve) => {
      response = resolve;
    });
    const { fetch } = scripted(() => slow, json({ id: 1 }));
    const acme = client({ fetch, auth: clientCredentials(options) });
    const controller = new AbortController();
    const first = failure(acme.get(byId, { signal: controller.signal }));
    const second = acme.get(byId);
    await settled();
    controller.abort();
    expect((await first).code).toBe("aborted");
    response(json({ access_token: "t" }));
    expect(await second).toEqual({ id: 1 });
  });

  it.each([
    [3600, 3539, 3541],
    [60, 29, 31],
  ])("of %i s is kept for %i s and renewed after %i s", async (life, kept, renewed) => {
    const { acme, tokens, clock } = vendor({ life });
    const start = clock.at;
    await acme.get(byId);
    clock.at = start + kept * 1000;
    await acme.get(byId);
    expect(tokens).toHaveLength(1);
    clock.at = start + renewed * 1000;
    await acme.get(byId);
    expect(tokens).toHaveLength(2);
  });

  it("is renewed once after a 401, and even a write is repeated", async () => {
    const { acme, tokens, calls } = vendor({ good: (token) => token !== "t1" });
    expect(await acme.create({ body: { a: 1 } })).toEqual({ id: 1 });
    expect(calls.map(({ headers }) => headers.get("authorization"))).toEqual(["Bearer t1", "Bearer t2"]);
    expect(calls.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
    expect(tokens).toHaveLength(2);
  });

  it("is not renewed a second time in one call", async () => {
    const { acme, tokens, calls } = vendor({ good: () => false });
    expect((await failure(acme.get(byId))).code).toBe("authentication");
    expect([tokens.length, calls.length]).toEqual([2, 2]);
  });

  it("is renewed once when many callers meet the same 401", async () => {
    const { acme, tokens } = vendor({ good: (token) => token !== "t1" });
    await Promise.all(Array.from({ length: 10 }, () => acme.get(byId)));
    expect(tokens).toHaveLength(2);
  });
});

describe("clients of one process", () => {
  function oneProcess() {
    const { fetch, tokens, clock } = vendor();
    const sharedBy = {};
    const open = (changes: Partial<typeof options> & { sharedBy?: object }) =>
      client({
        ...clock,
        fetch,
        auth: clientCredentials({ ...options, sharedBy, now: clock.now, ...changes }),
      });
    async function bought(...changes: Parameters<typeof open>[0][]): Promise<number> {
      const before = tokens.length;
      await Promise.all(changes.map((each) => open(each).get(byId)));
      return tokens.length - before;
    }
    return { bought, clock };
  }

  it("share the token of a credential, also when they request it together", async () => {
    const { bought } = oneProcess();
    expect(await bought({}, {}, {})).toBe(1);
    expect(await bought({})).toBe(0);
  });

  it.each([
    ["secret", { clientSecret: "rotated" }],
    ["id", { clientId: "other" }],
    ["scope", { scope: "read" }],
    ["owner", { sharedBy: {} }],
  ])("share no token with another %s", async (_, changes) => {
    const { bought } = oneProcess();
    await bought({});
    expect(await bought(changes)).toBe(1);
    expect(await bought({})).toBe(0);
  });

  it("share the token that one of them renews after a 401", async () => {
    const rejecting = vendor({ good: (token) => token !== "t1" });
    const [one, other] = [1, 2].map(() => {
      const auth = clientCredentials({ ...options, sharedBy: rejecting, now: rejecting.clock.now });
      return client({ ...rejecting.clock, fetch: rejecting.fetch, auth });
    });
    await one?.get(byId);
    await other?.get(byId);
    expect(rejecting.tokens).toHaveLength(2);
    expect(rejecting.calls.map(({ headers }) => headers.get("authorization"))).toEqual([
      "Bearer t1",
      "Bearer t2",
      "Bearer t2",
    ]);
  });

  it("share tokens again after one has expired", async () => {
    const { bought, clock } = oneProcess();
    await bought({}, { clientId: "other" });
    clock.at += 7200_000;
    expect(await bought({ clientId: "third" })).toBe(1);
    expect(await bought({}, {}, { clientId: "other" }, { clientId: "other" })).toBe(2);
  });
});

it("shows no secret when it is printed, and refuses an empty one", () => {
  expect(inspect(clientCredentials(options), { showHidden: true, depth: 9 })).not.toContain("hush");
  expect(() => clientCredentials({ ...options, clientSecret: "" })).toThrow(/`clientSecret` is empty/);
});
