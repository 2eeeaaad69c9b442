import { expect, it } from "vitest";
import { createRedaction } from "./accounts/redaction.ts";
import { createTestGateway, textsOf } from "./fixtures/test-gateway.ts";

const SECRET_OPTIONS = /key|secret|password|token/i;
const PIN = "735912";
const VENDORS = ["jumpcloud", "ivanti-neurons", "applivery", "jamf-pro"] as const;
const FAULTS = ["unauthorized", "forbidden", "rate-limit", "server-error", "html", "malformed-json"] as const;

type Faulty = { inject(fault: { type: (typeof FAULTS)[number]; times: number }): unknown };
const inject = (sandbox: Faulty, type: (typeof FAULTS)[number]) => sandbox.inject({ type, times: 99 });

it("tells no secret in any log line, answer or header of a run with failures at every vendor", async () => {
  const gateway = await createTestGateway({ vendorTimeoutMs: 300 });
  const { call, of, sandboxes, emitted, token, account } = gateway;
  const secrets = new Set([token, PIN]);
  for (const vendor of VENDORS) {
    const sandbox = sandboxes[vendor];
    for (const [name, value] of Object.entries({ ...sandbox.credentials, ...textsOf(sandbox.options) }))
      if (SECRET_OPTIONS.test(name) && !/url/i.test(name)) secrets.add(String(value));
    const words = [...secrets].join(" ");
    for (const type of FAULTS) {
      sandbox.reset();
      await gateway.connectAccount(vendor);
      inject(sandbox, type);
      for (const format of ["unified", "stream"])
        await call("GET", of(vendor, "devices", `truto_response_format=${format}&limit=2`));
      await call("POST", `/admin/accounts/${account(vendor)}/check`);
      await call("PATCH", of(vendor, `users/${encodeURIComponent(words)}`), { body: { name: words } });
    }
    sandbox.reset();
    await gateway.connectAccount(vendor);
    for (const format of ["unified", "raw", "debug", "normalized", "stream"])
      await call("GET", of(vendor, "devices", `truto_response_format=${format}`));
    const { body } = await call("GET", of(vendor, "devices", "limit=30"));
    for (const { id } of body.result.slice(0, 5)) {
      await call("GET", of(vendor, `devices/${id}`, "truto_response_format=debug"));
      for (const action of ["lock", "erase"])
        await call("POST", of(vendor, `devices/${id}/actions`), { body: { action, pin: PIN, confirm: id } });
    }
  }
  await call("GET", "/admin/audit?limit=1000");
  await call("GET", "/admin/accounts");
  await call("GET", "/admin/tokens");
  const everything = emitted.join("\n");
  expect(emitted.length).toBeGreaterThan(200);
  expect([...secrets].filter((secret) => everything.includes(secret)).map((_, index) => index)).toEqual([]);
});

it("takes a vendor's echo of the key out of its words", async () => {
  const { call, of, sandboxes, doors, account } = await createTestGateway();
  const { apiKey } = sandboxes.jumpcloud.credentials;
  const echo = { message: `The key ${apiKey} is not known`, code: `key-${apiKey}` };
  doors.set(account("jumpcloud"), async () => Response.json(echo, { status: 403 }));
  const { body, text } = await call("GET", of("jumpcloud", "devices"));
  expect(body.raw_response.message).toBe("The key *** is not known");
  expect(text).not.toContain(apiKey);
});

it("finds secrets as URLs and JSON write them", () => {
  const redact = createRedaction(['p"w d/1', "abcd", "x"]);
  expect(redact('p"w d/1 p%22w%20d%2F1 p\\"w d/1 abcdx')).toBe("*** *** *** ***x");
});
