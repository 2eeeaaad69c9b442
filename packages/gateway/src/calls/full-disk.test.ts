import { vendors } from "@mdmkit/unified/vendors";
import { beforeEach, describe, expect, it } from "vitest";
import { StoreError } from "../errors/store-error.ts";
import { openTestStore } from "../fixtures/prepared-database.ts";
import { createTestGateway } from "../fixtures/test-gateway.ts";
import type { NewAuditEntry, Store } from "../store/store.ts";

// The database of this gateway can be read, but not written while `isFull`.

const kept = await openTestStore();
let isFull = false;
const entries: NewAuditEntry[] = [];
const assertNotFull = () => {
  if (isFull) throw new StoreError("full", "The disk of the database is full (53100).", "Free some space.");
};
const store: Store = {
  ...kept,
  audit: {
    ...kept.audit,
    async append(entry) {
      assertNotFull();
      entries.push(entry);
      await kept.audit.append(entry);
    },
  },
  async assertWritable() {
    assertNotFull();
    await kept.assertWritable();
  },
};
const { call, of, sandboxes, emitted } = await createTestGateway({ store });

beforeEach(() => {
  isFull = false;
  entries.length = 0;
});

const tokens = async () => (await kept.tokens.list()).length;
const newUser = { name: "Ada", emails: [{ email: "ada@example.com" }] };
const newToken = { name: "reader", scopes: ["read"] };

describe("a full disk", () => {
  it("makes the gateway not ready", async () => {
    expect((await call("GET", "/readyz")).status).toBe(200);
    isFull = true;
    const { status, headers, body } = await call("GET", "/readyz");
    expect([status, Number(headers.get("retry-after")) > 0]).toEqual([503, true]);
    expect(body.message).toBe("The database of this service cannot store anything at the moment.");
  });

  it("refuses administrative writes before they are done", async () => {
    isFull = true;
    const before = await tokens();
    const { status, headers } = await call("POST", "/admin/tokens", { body: newToken });
    expect([status, Number(headers.get("retry-after")) > 0]).toEqual([503, true]);
    expect(await tokens()).toBe(before);
  });

  it("refuses writes to vendors before they are sent", async () => {
    isFull = true;
    const before = sandboxes.jumpcloud.requests.length;
    const { status, body } = await call("POST", of("jumpcloud", "users"), { body: newUser });
    expect(status).toBe(503);
    expect(body).not.toHaveProperty("truto_is_remote_error");
    expect(sandboxes.jumpcloud.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("is logged with the reason", async () => {
    isFull = true;
    await call("GET", "/readyz");
    expect(emitted.join("\n")).toContain("The disk of the database is full (53100).");
  });
});

describe("an administrative write", () => {
  it("is in the audit log before it is done, and once afterwards", async () => {
    const before = await tokens();
    const seen: number[] = [];
    const { append } = kept.audit;
    kept.audit.append = async (entry) => {
      seen.push(await tokens());
      await append(entry);
    };
    await call("POST", "/admin/tokens", { body: newToken });
    kept.audit.append = append;
    expect(seen).toEqual([before, before + 1]);
    expect(entries.map(({ operation, result, status }) => [operation, result, status])).toEqual([
      ["createToken", "begun", null],
      ["createToken", "done", 201],
    ]);
    const { body: page } = await call("GET", "/admin/audit?limit=2");
    expect(page.result.map(({ result }: { result: string }) => result)).not.toContain("begun");
  });

  it("that is refused is recorded as refused", async () => {
    expect((await call("POST", "/admin/tokens", { body: { ...newToken, name: "" } })).status).toBe(400);
    expect((await call("DELETE", "/admin/tokens/0123456789abcdef")).status).toBe(404);
    expect(entries.at(-1)).toMatchObject({ operation: "revokeToken", result: "refused", status: 404 });
  });
});

describe("the metrics", () => {
  it("have the version, the states of accounts, and lost audit entries", async () => {
    const { body: page } = await call("GET", "/admin/accounts");
    const { id, version } = (await kept.accounts.list())[0] ?? { id: "", version: 0 };
    expect(page.result).toHaveLength(Object.keys(vendors).length);
    await kept.accounts.setStatus(id, {
      status: "needs_reauth",
      reason: "The vendor rejected them.",
      version,
    });
    const before = (await call("GET", "/metrics")).text;
    expect(before).toMatch(/^mdmkit_build_info\{version="\d+\.\d+\.\d+[^"]*"\} 1$/m);
    expect(before).toMatch(/^mdmkit_accounts\{vendor="jumpcloud",status="needs_reauth"\} 1$/m);
    expect(before).toMatch(/^mdmkit_accounts\{vendor="applivery",status="active"\} 1$/m);
    const failures = (text: string) => Number(/^mdmkit_audit_failures_total (\d+)$/m.exec(text)?.[1]);
    isFull = true;
    await call("POST", "/admin/tokens", { body: newToken });
    // Neither that the write begins nor that it was refused can be recorded.
    expect(failures((await call("GET", "/metrics")).text)).toBe(failures(before) + 2);
  });
});
