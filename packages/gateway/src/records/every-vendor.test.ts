import { describe, expect, it } from "vitest";
import { createTestGateway, VENDORS } from "../fixtures/test-gateway.ts";

const gateway = await createTestGateway();
const { call, of } = gateway;

describe.each(VENDORS)("%s", (vendor) => {
  it("lists and reads all its resources", async () => {
    const { body: capabilities } = await call("GET", of(vendor, "capabilities"));
    for (const resource of ["devices", "users", "apps", "organizations", "groups"]) {
      const { operations } = capabilities[resource];
      const list = await call("GET", of(vendor, resource, "limit=3"));
      expect(list.status).toBe(operations.includes("list") ? 200 : 405);
      if (list.status !== 200) continue;
      expect(list.body.result.length).toBe(list.body.result_count);
      const [first] = list.body.result;
      const one = await call("GET", of(vendor, `${resource}/${encodeURIComponent(first.id)}`));
      expect(one.status).toBe(operations.includes("get") ? 200 : 405);
      if (one.status === 200) expect(one.body.id).toBe(first.id);
    }
  });

  it("has ids that a client can put into a path without encoding them", async () => {
    for (const resource of ["devices", "users", "apps", "organizations", "groups"]) {
      const { status, body } = await call("GET", of(vendor, resource, "limit=200"));
      if (status !== 200) continue;
      const ids: string[] = body.result.map(({ id }: { id: string }) => id);
      expect(ids.filter((id) => !/^[\w.~:-]+$/.test(id) || /^\.+$/.test(id))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
      // Those with characters that were replaced, and others.
      const some = [...ids.filter((id) => id.includes("~")).slice(0, 4), ...ids.slice(0, 2)];
      for (const id of some) {
        const one = await call("GET", of(vendor, `${resource}/${id}`));
        if (one.status !== 405) expect([one.status, one.body.id]).toEqual([200, id]);
      }
    }
  });

  it("has a mapping", async () => {
    const { status, body } = await call("GET", of(vendor, "meta"));
    expect(status).toBe(200);
    const [kind] = body.devices;
    expect(kind.coverage.in_get).toBeGreaterThan(20);
    expect(
      kind.fields.find(({ name }: { name: string }) => name === "serial_number").sources.length,
    ).toBeGreaterThan(0);
  });

  it.each(["unified", "raw", "normalized", "debug", "stream"])(
    "responds in the format %s",
    async (format) => {
      const list = await call("GET", of(vendor, "devices", `limit=5&truto_response_format=${format}`));
      expect(list.status, list.text).toBe(200);
      const { body: page } = await call("GET", of(vendor, "devices", "limit=1"));
      const one = await call(
        "GET",
        of(vendor, `devices/${page.result[0].id}`, `truto_response_format=${format}`),
      );
      expect(one.status, one.text).toBe(200);
      if (format === "stream")
        expect(list.body).toMatchObject({ result_count: 30, report: { complete: true } });
    },
  );
});
