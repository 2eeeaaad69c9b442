import { describe, expect, it } from "vitest";
import { client, failure, fastClock, json, networkError, scripted } from "../fixtures/vendor.ts";

const ok = json({ id: 1 });
const status = (code: number, headers: Record<string, string> = {}) =>
  new Response("", { status: code, headers });

/** Deno's errors have no code. */
const denoError = (problem: string) =>
  new TypeError("fetch failed", { cause: new Error(`error sending request: ${problem}`) });

type Row = [what: string, response: Response | Error, read: number, write: number, retrySafe: number];

// How many requests are sent when the first response is this one and the second would succeed.
const rows: Row[] = [
  ["408", status(408), 2, 1, 2],
  ["429", status(429), 2, 1, 2],
  ["500", status(500), 2, 1, 2],
  ["502", status(502), 2, 1, 2],
  ["503", status(503), 2, 1, 2],
  ["504", status(504), 2, 1, 2],
  ["501", status(501), 1, 1, 1],
  ["400", status(400), 1, 1, 1],
  ["403", status(403), 1, 1, 1],
  ["404", status(404), 1, 1, 1],
  ["409", status(409), 1, 1, 1],
  ["422", status(422), 1, 1, 1],
  ["ECONNREFUSED", networkError("ECONNREFUSED"), 2, 2, 2],
  ["ENOTFOUND", networkError("ENOTFOUND"), 2, 2, 2],
  ["EAI_AGAIN", networkError("EAI_AGAIN"), 2, 2, 2],
  ["EHOSTUNREACH", networkError("EHOSTUNREACH"), 2, 2, 2],
  ["UND_ERR_CONNECT_TIMEOUT", networkError("UND_ERR_CONNECT_TIMEOUT"), 2, 2, 2],
  ["ECONNRESET", networkError("ECONNRESET"), 2, 1, 2],
  ["UND_ERR_SOCKET", networkError("UND_ERR_SOCKET"), 2, 1, 2],
  ["Deno, not connected", denoError("client error (Connect): tcp connect error"), 2, 2, 2],
  ["Deno, broken", denoError("client error (SendRequest): connection closed"), 2, 1, 2],
  ["no code at all", new TypeError("Failed to fetch"), 2, 1, 2],
  ["CERT_HAS_EXPIRED", networkError("CERT_HAS_EXPIRED"), 1, 1, 1],
];

describe("how long is waited", () => {
  it.each([
    ["what the vendor requests", { "retry-after": "7" }, 7000],
    ["no less than without it, where the vendor requests nothing", { "retry-after": "0" }, 500],
    ["as without it, where it cannot be read", { "retry-after": "wait 45" }, 500],
    ["until the quota is new", { ratelimit: '"default";r=0;t=9' }, 9000],
  ])("%s", async (_what, headers, milliseconds) => {
    const { fetch } = scripted(status(429, headers), ok);
    const clock = fastClock();
    await client({ fetch, ...clock }).get({ path: { id: "1" } });
    expect(clock.waits).toEqual([milliseconds]);
  });
});

describe("which failures are repeated", () => {
  it.each(rows)("%s", async (_what, response, read, write, retrySafe) => {
    const sent = async (operation: "get" | "create" | "remove" | "replace") => {
      const { fetch, seen } = scripted(response, ok);
      await client({ fetch })
        [operation]({ path: { id: "1" } })
        .catch(() => {});
      return seen.length;
    };
    expect(await sent("get")).toBe(read);
    expect(await sent("create")).toBe(write);
    expect(await sent("remove")).toBe(write);
    expect(await sent("replace")).toBe(retrySafe);
  });

  it("treats a POST that is marked as a read like a read", async () => {
    const { fetch, seen } = scripted(status(503), json({ results: [] }));
    await client({ fetch }).search();
    expect(seen).toHaveLength(2);
  });

  it("gives up after four attempts with the last failure", async () => {
    const { fetch, seen } = scripted(status(500), status(500), status(500), status(502));
    const error = await failure(client({ fetch }).get({ path: { id: "1" } }));
    expect([seen.length, error.status, error.code]).toEqual([4, 502, "vendor-unavailable"]);
  });

  it("makes as many attempts as configured", async () => {
    const { fetch, seen } = scripted(status(500));
    await failure(client({ fetch, retry: { attempts: 1 } }).get({ path: { id: "1" } }));
    expect(seen).toHaveLength(1);
  });

  it("sends the body again, unchanged", async () => {
    const { fetch, seen } = scripted(status(503), ok);
    await client({ fetch }).replace({ path: { id: "1" }, body: { name: "ä" } });
    expect(seen.map(({ body }) => body)).toEqual(['{"name":"ä"}', '{"name":"ä"}']);
  });
});

describe("how long it waits", () => {
  const waits = async (random: number, timeoutMs: number, ...responses: Response[]) => {
    const clock = fastClock();
    const { fetch } = scripted(...responses);
    await client({ fetch, ...clock, random: () => random, timeoutMs }).get({ path: { id: "1" } });
    return clock.waits;
  };

  it("doubles from half a second, times a random share", async () => {
    const failing = [status(500), status(500), status(500), ok];
    expect(await waits(1, 60_000, ...failing)).toEqual([500, 1000, 2000]);
    expect(await waits(0.5, 60_000, ...failing)).toEqual([250, 500, 1000]);
  });

  it("never plans more than thirty seconds of its own", async () => {
    const clock = fastClock();
    const { fetch } = scripted(...Array.from({ length: 9 }, () => status(500)), ok);
    await client({ fetch, ...clock, retry: { attempts: 10 }, timeoutMs: 1e7 }).get({ path: { id: "1" } });
    expect(clock.waits.at(-1)).toBe(30_000);
  });

  it("waits as long as Retry-After says, on 429 and 503", async () => {
    expect(await waits(1, 60_000, status(503, { "retry-after": "7" }), ok)).toEqual([7000]);
    expect(await waits(1, 60_000, status(429, { "retry-after": "7" }), ok)).toContain(7000);
  });

  it("fails at once when the wait would outlast the deadline", async () => {
    const clock = fastClock();
    const { fetch, seen } = scripted(status(429, { "retry-after": "90" }), ok);
    const error = await failure(client({ fetch, ...clock }).get({ path: { id: "1" } }));
    expect([error.code, error.retryAfter, seen.length, clock.waits]).toEqual(["rate-limit", 90, 1, []]);
  });
});
