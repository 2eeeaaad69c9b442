import { describe, expect, it } from "vitest";
import { client, failure, hanging, json, scripted } from "../fixtures/vendor.ts";

const broken = () => new Response('{"id":', { headers: { "content-type": "application/json" } });
const failed = (code: string) =>
  Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error("no"), { code }) });
const refused = failed("ECONNREFUSED");

describe("a write without a clear answer", () => {
  it.each([
    ["an answer that broke off", broken()],
    ["a failure of the vendor", json({}, { status: 500 })],
    ["a connection that broke", new TypeError("fetch failed")],
  ])("says after %s that it may have been done", async (_, answer) => {
    const { fetch, seen } = scripted(answer);
    const error = await failure(client({ fetch }).create({ body: {} }));
    expect(error).toMatchObject({ unsettled: true, retryable: false });
    expect(error.message).toMatch(/may have been done: look before you repeat it\.$/);
    expect(error.message).not.toContain("Try again");
    expect(seen).toHaveLength(1);
  });

  it.each([
    ["a refusal", json({}, { status: 400 })],
    ["a limit", json({}, { status: 429, headers: { "retry-after": "1" } })],
    ["no connection at all", refused],
    ["a certificate that is not trusted", failed("CERT_HAS_EXPIRED")],
  ])("is settled by %s", async (_, answer) => {
    const error = await failure(client(scripted(answer, answer, answer, answer)).create({ body: {} }));
    expect(error.unsettled).toBeUndefined();
  });

  it("is open when its time ends, whatever became of the attempts before", async () => {
    const { fetch, seen } = scripted(refused, hanging);
    const wait = async () => {};
    const error = await failure(
      client({ fetch, wait, random: () => 0 }).create({ body: {} }, { timeoutMs: 50 }),
    );
    expect(error).toMatchObject({ code: "timeout", unsettled: true });
    expect(seen).toHaveLength(2);
  });

  it("is told apart for hooks from what the vendor has not seen", async () => {
    const { fetch } = scripted(refused, broken());
    const unseen: number[] = [];
    const hooks = { onNoConnection: ({ attempt }: { attempt: number }) => void unseen.push(attempt) };
    await failure(client({ fetch, hooks, wait: async () => {} }).create({ body: {} }));
    expect(unseen).toEqual([1]);
  });

  it("is no matter for a read, or for a write that may be repeated", async () => {
    const failing = () => client(scripted(broken(), broken(), broken(), broken()));
    for (const call of [failing().get({ path: { id: "1" } }), failing().replace({ path: { id: "1" } })]) {
      expect(await failure(call)).toMatchObject({ retryable: true, code: "invalid-response" });
    }
  });
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
