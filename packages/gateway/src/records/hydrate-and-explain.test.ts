import { beforeEach, describe, expect, it } from "vitest";
import { createTestGateway } from "../fixtures/test-gateway.ts";

const { call, of, sandboxes } = await createTestGateway({ size: { devices: 6, users: 3 } });

beforeEach(() => {
  for (const sandbox of Object.values(sandboxes)) sandbox.reset();
});

describe("hydrate", () => {
  it("fills fields that the list lacks, several by commas or by repetition", async () => {
    const { body: plain } = await call("GET", of("jumpcloud", "devices", "limit=3"));
    expect(plain.result[0]).not.toHaveProperty("policy");
    for (const query of ["hydrate=policy,disk_encryption", "hydrate=policy&hydrate=disk_encryption"]) {
      const { status, body } = await call("GET", of("jumpcloud", "devices", `limit=3&${query}`));
      expect(status).toBe(200);
      expect(body.result[0]).toHaveProperty("policy");
      expect(body.report.hydration).toMatchObject({ filled: 3, skipped: 0, failed: 0 });
    }
  });

  it("stays within its budget of requests and says how many records it left", async () => {
    const query = "limit=3&hydrate=policy&hydrate_requests=0";
    const { body } = await call("GET", of("jumpcloud", "devices", query));
    expect(body.report.hydration).toEqual({ fields: ["policy"], filled: 0, skipped: 3, failed: 0 });
  });

  it.each([
    ["hydrate=nope", 400],
    ["hydrate=hostname", 422],
    ["hydrate=policy&hydrate_requests=-1", 400],
  ])("refuses %s before any request", async (query, status) => {
    const before = sandboxes.jumpcloud.requests.length;
    expect((await call("GET", of("jumpcloud", "devices", query))).status).toBe(status);
    expect(sandboxes.jumpcloud.requests.length).toBe(before);
  });
});

describe("explain", () => {
  it("returns what each field of a record comes from, with the vendor's own values", async () => {
    const { body: page } = await call("GET", of("jamf-pro", "devices", "limit=1&type=desktop"));
    const [{ id, serial_number }] = page.result;
    const { status, body } = await call(
      "GET",
      of("jamf-pro", `devices/${id}/explain`, "fields=serial_number,edr_status"),
    );
    expect([status, body.vendor, body.id]).toEqual([200, "jamf-pro", id]);
    expect(body.fields.find(({ name }: { name: string }) => name === "serial_number")).toMatchObject({
      value: serial_number,
      presence: "value",
      sources: [{ property: "hardware.serialNumber", values: [serial_number] }],
    });
    expect(body.fields.find(({ name }: { name: string }) => name === "edr_status").presence).toBe(
      "unsupported",
    );
  });

  it.each(["users", "apps", "organizations", "groups"])("explains all fields of %s", async (resource) => {
    const { body: page } = await call("GET", of("jamf-pro", resource, "limit=1"));
    const { status, body } = await call("GET", of("jamf-pro", `${resource}/${page.result[0].id}/explain`));
    expect(status).toBe(200);
    expect(body.fields.map(({ name }: { name: string }) => name)).toContain("name");
  });

  it("refuses an unknown field, and does not find an unknown record", async () => {
    expect((await call("GET", of("jumpcloud", "devices/1/explain", "fields=remote_data"))).status).toBe(400);
    const unknown = of("jumpcloud", "devices/5f00000000000000000000a1/explain");
    expect((await call("GET", unknown)).status).toBe(404);
  });
});

describe("if_unchanged", () => {
  it("performs an action only if owner and enrollment are as in the record that was read", async () => {
    const { body: page } = await call("GET", of("jumpcloud", "devices", "limit=1"));
    const path = of("jumpcloud", `devices/${page.result[0].id}`);
    const { body: seen } = await call("GET", path);
    const act = (if_unchanged: object) =>
      call("POST", of("jumpcloud", `devices/${seen.id}/actions`), {
        body: { action: "restart", if_unchanged },
      });
    const refused = await act({ ...seen, enrollment_status: "pending" });
    expect([refused.status, refused.body.details.outcome]).toEqual([422, "not-sent"]);
    expect(refused.body.message).toContain("enrollment_status changed");
    expect((await act({ id: "another" })).status).toBe(422);
    expect((await act({ owner: seen.owner })).body.status).toBe("accepted");
    expect((await act(seen)).body.status).toBe("accepted");
  });

  it("stops a deletion, in brackets and as JSON", async () => {
    const { body: page } = await call("GET", of("jumpcloud", "devices", "limit=1"));
    const [{ id, owner }] = page.result;
    const remove = (query: string) => call("DELETE", of("jumpcloud", `devices/${id}`, query));
    const json = (before: object) => remove(`if_unchanged=${encodeURIComponent(JSON.stringify(before))}`);
    const others = [
      await remove("if_unchanged[owner][id]=someone"),
      await json({ owner: owner ? null : { id: "a" } }),
    ];
    for (const { status, body } of others)
      expect([status, body.details.code, body.details.outcome]).toEqual([422, "confirmation", "not-sent"]);
    for (const query of ["if_unchanged=x", "if_unchanged[owner]=x", 'if_unchanged={"id":"1","id":"2"}'])
      expect((await remove(query)).status).toBe(400);
    expect((await json(page.result[0])).status).toBe(200);
  });
});
