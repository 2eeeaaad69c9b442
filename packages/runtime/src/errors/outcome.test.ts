import { describe, expect, it } from "vitest";
import { client, failure, hanging, json, scripted } from "../fixtures/vendor.ts";
import { ConnectionError, InvalidInputError } from "./errors.ts";
import { withOutcome } from "./outcome.ts";

type Acme = ReturnType<typeof client>;

const broken = () => new Response('{"id":', { headers: { "content-type": "application/json" } });
const failed = (code: string) =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("no"), { code }) });
const refused = failed("ECONNREFUSED");

const CHECK =
  "The request was sent and may have been carried out. Check the record before you repeat the call.";
const noWait = { wait: async () => {}, random: () => 0 };

describe("a write without a clear response", () => {
  it.each([
    ["a response that broke off", broken(), "200: the response is incomplete."],
    ["an error of the vendor", json({}, { status: 500 }), "500: vendor error."],
    ["a connection that broke", new TypeError("fetch failed"), "the connection to api.example.com failed."],
  ])("is indeterminate after %s", async (_, response, problem) => {
    const { fetch, seen } = scripted(response);
    const error = await failure(client({ fetch }).create({ body: {} }));
    expect(error).toMatchObject({ outcome: "indeterminate", retryable: false, problem });
    expect(error.message).toBe(`[acme] create: ${problem} ${CHECK}`);
    expect(seen).toHaveLength(1);
  });

  it("is indeterminate when its time ends, whatever became of the attempts before", async () => {
    const { fetch, seen } = scripted(refused, hanging);
    const error = await failure(client({ fetch, ...noWait }).create({ body: {} }, { timeoutMs: 50 }));
    expect(error).toMatchObject({ code: "timeout", outcome: "indeterminate", retryable: false });
    expect(seen).toHaveLength(2);
  });
});

describe("a write with a clear outcome", () => {
  it.each([
    ["a wrong input", json({}, { status: 400 })],
    ["a missing permission", json({}, { status: 403 })],
    ["a rate limit", json({}, { status: 429, headers: { "retry-after": "1000" } })],
  ])("is rejected by %s", async (_, response) => {
    const error = await failure(client(scripted(response)).create({ body: {} }));
    expect(error.outcome).toBe("rejected");
    expect(error.message).not.toMatch(/sent|carried out/);
  });

  it.each([
    ["no connection", refused],
    ["an untrusted certificate", failed("CERT_HAS_EXPIRED")],
  ])("was not sent with %s", async (_, response) => {
    const error = await failure(client(scripted(response)).create({ body: {} }));
    expect(error.outcome).toBe("not-sent");
    expect(error.message).toContain(" Nothing was sent. Check the host");
  });

  it("was not sent if `fetch` itself refuses it", async () => {
    const refuse = async () => {
      throw new InvalidInputError("the address is not allowed.");
    };
    const error = await failure(client({ fetch: refuse }).create({ body: {} }));
    expect(error).toMatchObject({ code: "invalid-input", outcome: "not-sent", retryable: false });
  });

  it.each(["ERR_INVALID_CHAR", "UND_ERR_INVALID_ARG"])(
    "was not sent if the platform refuses the request (%s), and is not tried again",
    async (code) => {
      const { fetch, seen } = scripted(failed(code), json({}));
      const error = await failure(client({ fetch, ...noWait }).create({ body: {} }));
      expect(error).toMatchObject({ code: "invalid-input", outcome: "not-sent", retryable: false });
      expect(error.message).toBe(
        `[acme] create: the request cannot be sent (${code}). Nothing was sent. Check headers and credentials for characters that HTTP does not allow.`,
      );
      expect(seen).toHaveLength(1);
    },
  );

  it("is indeterminate if the encryption breaks when the request is out", async () => {
    const { fetch, seen } = scripted(failed("ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC"), json({}));
    expect(await failure(client({ fetch }).create({ body: {} }))).toMatchObject({ outcome: "indeterminate" });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ["an input that cannot be written", (acme: Acme) => acme.remove({ path: { id: "" } })],
    ["a signal that is aborted already", (acme: Acme) => acme.create({}, { signal: AbortSignal.abort() })],
  ])("was not sent with %s", async (_, call) => {
    const { fetch, seen } = scripted(json({}));
    expect(await failure(call(client({ fetch })))).toMatchObject({ outcome: "not-sent" });
    expect(seen).toEqual([]);
  });

  it("was not sent without a token, and the failure that all callers share stays as it is", async () => {
    const shared = new ConnectionError("no token.", { operation: "token request" });
    const auth = { authorize: () => Promise.reject(shared) };
    const acme = client({ ...scripted(json({})), auth, retry: { attempts: 1 } });
    expect(await failure(acme.create({}))).toMatchObject({ outcome: "not-sent", problem: "no token." });
    expect(await failure(acme.get({ path: { id: "1" } }))).toBe(shared);
    expect(shared.outcome).toBeUndefined();
  });

  it("is distinguished for hooks from a request that the vendor did not receive", async () => {
    const { fetch } = scripted(refused, broken());
    const unseen: number[] = [];
    const hooks = { onNoConnection: ({ attempt }: { attempt: number }) => void unseen.push(attempt) };
    await failure(client({ fetch, hooks, ...noWait }).create({ body: {} }));
    expect(unseen).toEqual([1]);
  });
});

describe("a write that may be repeated", () => {
  it("stays retryable and keeps its advice when it is indeterminate", async () => {
    const acme = client(scripted(broken(), broken(), broken(), broken()));
    expect(await failure(acme.replace({ path: { id: "1" } }))).toMatchObject({
      outcome: "indeterminate",
      retryable: true,
      advice: "Try again.",
    });
  });

  it("stays indeterminate when a later attempt is rejected or not sent", async () => {
    for (const last of [json({}, { status: 400 }), refused]) {
      const acme = client(scripted(json({}, { status: 500 }), last));
      expect(await failure(acme.replace({ path: { id: "1" } }))).toMatchObject({ outcome: "indeterminate" });
    }
  });
});

it("has no outcome when it reads", async () => {
  for (const response of [broken(), json({}, { status: 400 }), refused]) {
    const error = await failure(client(scripted(response)).get({ path: { id: "1" } }));
    expect("outcome" in error).toBe(false);
  }
});

it("names what a write has completed, and keeps what is no error of ours", () => {
  const error = new ConnectionError("no response.", { advice: "Try again." });
  const partial = withOutcome(error, { outcome: "partial", completed: ["lock"] });
  expect(partial).toMatchObject({ outcome: "partial", completed: ["lock"], retryable: false });
  expect(partial.message).toBe(
    "no response. Carried out before the failure: lock. Check the record before you repeat the call.",
  );
  expect(error.outcome).toBeUndefined();
  const other = new RangeError("x");
  expect(withOutcome(other, { outcome: "partial" })).toBe(other);
});

describe("an observer that throws", () => {
  it("is not mistaken for the vendor, and nothing is sent again", async () => {
    const { fetch, seen } = scripted(json({ id: 1 }), json({ id: 1 }));
    const onExchange = () => {
      throw new RangeError("the observer's own");
    };
    await expect(client({ fetch }).create({ body: {} }, { onExchange })).rejects.toThrow(RangeError);
    expect(seen).toHaveLength(1);
  });
});
