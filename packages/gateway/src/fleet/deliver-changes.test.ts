import { beforeEach, expect, test } from "vitest";
import { describeDatabases, freshStore } from "../fixtures/databases.ts";
import { fakeList } from "../fixtures/fleet/fake-list.ts";
import { addAccount, addNightlySync } from "../fixtures/fleet/stored-account.ts";
import type { Store } from "../store/store.ts";
import { deliverChanges } from "./deliver-changes.ts";
import type { FleetServices } from "./services.ts";
import { signMessage } from "./sign-message.ts";
import { createSignal } from "./signal.ts";
import { walkList } from "./walk-list.ts";

const MINUTE_MS = 60_000;
type Received = { readonly id: string; readonly signatures: string; readonly ids: readonly string[] };

test("signs as the example of Standard Webhooks", () => {
  const message = { id: "msg_p5jXN8AQM9LWM0D4loKWxJek", body: '{"test": 2432232314}' };
  const headers = signMessage(message, ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], 1_614_265_330_000);
  expect(headers).toEqual({
    "webhook-id": message.id,
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});

describeDatabases("webhooks", (db) => {
  let store: Store;
  let clock: { at: number; now: () => number };
  let account: string;
  let sync: number;
  let received: Received[];
  let respond: (message: Received) => Promise<Response>;
  let services: FleetServices;
  const never = new AbortController().signal;

  beforeEach(async () => {
    ({ store, clock } = await freshStore(db));
    account = await addAccount(store);
    sync = await addNightlySync(store, account);
    received = [];
    respond = async () => new Response(null, { status: 204 });
    services = {
      ...{ store, now: clock.now, log: () => {}, published: createSignal(), syncsChanged: createSignal() },
      useSource: () => Promise.reject(new Error("nothing is read")),
      useEvents: () => Promise.reject(new Error("nothing is read")),
      async sendMessage(_url, init) {
        const headers = new Headers(init.headers);
        const body: { data: { changes: { id: string }[] } } = JSON.parse(String(init.body));
        const message = {
          id: headers.get("webhook-id") ?? "",
          signatures: headers.get("webhook-signature") ?? "",
          ids: body.data.changes.map(({ id }) => id),
        };
        received.push(message);
        return respond(message);
      },
    };
  });

  async function publish(...ids: string[]): Promise<void> {
    const claim = await store.fleet.walks.begin(sync, "full");
    if (!claim) throw new Error("The sync is not found.");
    const counts = { created: 0, updated: 0, missing: 0, returned: 0 };
    await walkList(store, claim, fakeList(ids.map((id) => ({ id }))), counts);
  }
  const add = async (given: Partial<Parameters<Store["fleet"]["webhooks"]["add"]>[0]> = {}) =>
    store.fleet.webhooks.add({
      targetUrl: "https://r.example",
      accounts: null,
      kinds: null,
      position: 0,
      ...given,
    });
  const deliver = (id: string) => deliverChanges(services, id, never);
  const idsOf = (messages: readonly Received[]) => messages.flatMap(({ ids }) => ids);

  test("receive all changes once, in messages of at most 100", async () => {
    const ids = Array.from({ length: 130 }, (_, index) => `d${index}`);
    const { webhook } = await add();
    await publish(...ids);
    expect(await store.fleet.webhooks.due()).toEqual([webhook.id]);
    await deliver(webhook.id);
    expect(received.map((one) => one.ids.length)).toEqual([100, 30]);
    expect(idsOf(received)).toEqual(ids);
    expect(await store.fleet.webhooks.due()).toEqual([]);
    await deliver(webhook.id);
    expect(received).toHaveLength(2);
  });

  test("get a failed message again with the same id and changes, also when there are more by then", async () => {
    const { webhook } = await add();
    await publish("a");
    respond = async () => new Response(null, { status: 500 });
    await deliver(webhook.id);
    await publish("a", "b");
    expect(await store.fleet.webhooks.due()).toEqual([]);
    clock.at += MINUTE_MS;
    expect(await store.fleet.webhooks.due()).toEqual([webhook.id]);
    respond = async () => new Response(null, { status: 204 });
    await deliver(webhook.id);
    const [first, second, third] = received;
    expect([second?.id, second?.ids]).toEqual([first?.id, ["a"]]);
    expect(third?.ids).toEqual(["b"]);
  });

  test("that fail for a day are disabled, and lose nothing when they are enabled", async () => {
    const { webhook } = await add();
    await publish("a");
    respond = () => Promise.reject(new Error("hangs up"));
    const start = clock.at;
    for (let attempt = 1; attempt <= 8; attempt++) {
      await deliver(webhook.id);
      const { retryAt, attempts } = (await store.fleet.webhooks.get(webhook.id)) ?? {};
      expect(attempts).toBe(attempt);
      if (retryAt) clock.at = Date.parse(retryAt);
    }
    expect((clock.at - start) / MINUTE_MS).toBe(1436);
    expect(received).toHaveLength(8);
    expect(await store.fleet.webhooks.get(webhook.id)).toMatchObject({
      isActive: false,
      problem: "No response.",
    });
    expect(await store.fleet.webhooks.due()).toEqual([]);
    respond = async () => new Response(null, { status: 200 });
    await store.fleet.webhooks.update(webhook.id, { isActive: true });
    await deliver(webhook.id);
    expect(idsOf(received.slice(8))).toEqual(["a"]);
  });

  test("are disabled at once by a receiver that wants no more", async () => {
    const { webhook } = await add();
    await publish("a");
    respond = async () => new Response(null, { status: 410 });
    await deliver(webhook.id);
    const disabled = { isActive: false, attempts: 1, problem: "HTTP 410" };
    expect(await store.fleet.webhooks.get(webhook.id)).toMatchObject(disabled);
  });

  test("are disabled where changes were removed before they had them", async () => {
    const { webhook } = await add();
    await publish("a");
    await store.fleet.changes.prune(new Date(clock.at + 1).toISOString());
    await publish("a", "b");
    await deliver(webhook.id);
    expect(received).toEqual([]);
    const problem = "Changes after this position are no longer kept. Read all records, and set `after`.";
    expect(await store.fleet.webhooks.get(webhook.id)).toMatchObject({
      isActive: false,
      position: 0,
      problem,
    });
    await store.fleet.webhooks.update(webhook.id, { isActive: true, position: 1 });
    await deliver(webhook.id);
    expect(idsOf(received)).toEqual(["b"]);
  });

  test("are disabled where they are ahead of the feed, whose next changes they would miss", async () => {
    const { webhook } = await add({ position: 2 });
    await publish("a");
    expect(await store.fleet.webhooks.due()).toEqual([webhook.id]);
    await deliver(webhook.id);
    const problem = expect.stringContaining("not there yet");
    expect(await store.fleet.webhooks.get(webhook.id)).toMatchObject({ isActive: false, problem });
    expect(await store.fleet.webhooks.due()).toEqual([]);
  });

  test("are not moved back by a process that slept while another delivered", async () => {
    const { webhook } = await add();
    await publish("a");
    let slept = false;
    respond = async () => {
      if (!slept) {
        slept = true;
        await deliver(webhook.id);
        await publish("a", "b");
        await deliver(webhook.id);
        return new Response(null, { status: 500 });
      }
      return new Response(null, { status: 204 });
    };
    await deliver(webhook.id);
    expect(await store.fleet.webhooks.get(webhook.id)).toMatchObject({
      position: 2,
      attempts: 0,
      problem: null,
    });
    expect(received[1]?.id).toBe(received[0]?.id);
  });

  test("get the kinds and accounts they want, and earlier changes again", async () => {
    const other = await addAccount(store, "other");
    const kinds = await add({ kinds: ["missing"] });
    const accounts = await add({ accounts: [other] });
    await publish("a");
    for (const { webhook } of [kinds, accounts]) await deliver(webhook.id);
    expect(received).toEqual([]);
    expect(await store.fleet.webhooks.due()).toEqual([]);
    const all = await add({ position: 1 });
    await store.fleet.webhooks.update(all.webhook.id, { position: 0 });
    await deliver(all.webhook.id);
    expect(idsOf(received)).toEqual(["a"]);
  });

  test("have signatures by both secrets for a while after one was replaced", async () => {
    const { webhook, secret } = await add();
    const newer = await store.fleet.webhooks.rotateSecret(webhook.id, 60_000);
    await publish("a");
    await deliver(webhook.id);
    expect(await store.fleet.webhooks.secrets(webhook.id)).toEqual([newer, secret]);
    expect(received[0]?.signatures.split(" ")).toHaveLength(2);
    clock.at += 60_000;
    expect(await store.fleet.webhooks.secrets(webhook.id)).toEqual([newer]);
    const stored = await db.database.query("select sealed from gateway_fleet_webhook");
    expect(JSON.stringify(stored)).not.toContain(secret.slice(6));
    expect(await store.rotate()).toMatchObject({ webhooks: 0 });
  });
});
