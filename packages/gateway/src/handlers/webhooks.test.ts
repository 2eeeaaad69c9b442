import { expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";

const { call, account, issue, store } = await createTestGateway({ size: { devices: 2, users: 1 } });
const target = { target_url: "https://receiver.example/hook" };

it("adds, shows, changes and removes a webhook, and shows its secret only once", async () => {
  const { status, body } = await call("POST", "/admin/webhooks", {
    body: { ...target, integrated_account_ids: [account("iru")], kinds: ["missing"], after: 0 },
  });
  expect([status, body]).toMatchObject([
    201,
    { ...target, after: 0, kinds: ["missing"], is_active: true, secret: expect.stringMatching(/^whsec_/) },
  ]);
  const path = `/admin/webhooks/${body.id}`;
  const shown = (await call("GET", path)).body;
  expect(shown).toEqual({ ...body, secret: undefined });
  expect((await call("GET", "/admin/webhooks")).body.result).toEqual([shown]);
  const disabled = await call("PATCH", path, { body: { is_active: false } });
  expect(disabled.body).toMatchObject({ is_active: false, after: 0 });
  const rotated = await call("POST", `${path}/rotate`);
  expect(rotated.body.secret).not.toBe(body.secret);
  expect((await call("DELETE", path)).status).toBe(204);
  for (const method of ["GET", "DELETE"]) expect((await call(method, path)).status).toBe(404);
});

it.each([
  ["http://receiver.example", "must use https"],
  ["https://10.0.0.1/hook", "not on the public internet"],
  ["https://user:password@receiver.example", "without user name"],
])("refuses the address %s", async (target_url, problem) => {
  const { status, body } = await call("POST", "/admin/webhooks", { body: { target_url } });
  expect([status, body.message]).toEqual([422, expect.stringContaining(problem)]);
});

it("needs the scope admin, and accounts that exist", async () => {
  const token = await issue(["read", "write"]);
  expect((await call("POST", "/admin/webhooks", { body: target, token })).status).toBe(403);
  const body = { ...target, integrated_account_ids: ["00000000-0000-4000-8000-000000000000"] };
  expect((await call("POST", "/admin/webhooks", { body })).status).toBe(404);
});

it("begins only where the feed is", async () => {
  const { last } = await store.fleet.changes.position();
  const ahead = { after: last + 1 };
  const refused = await call("POST", "/admin/webhooks", { body: { ...target, ...ahead } });
  expect([refused.status, refused.body.message]).toEqual([410, expect.stringContaining("not there yet")]);
  const { body } = await call("POST", "/admin/webhooks", { body: { ...target, after: last } });
  expect((await call("PATCH", `/admin/webhooks/${body.id}`, { body: ahead })).status).toBe(410);
  expect((await call("PATCH", `/admin/webhooks/${body.id}`, { body: { after: last } })).status).toBe(200);
});
