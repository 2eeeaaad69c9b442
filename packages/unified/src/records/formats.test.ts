import { createSandbox } from "@mdmkit/sandbox";
import { describe, expect, expectTypeOf, it } from "vitest";
import { connect } from "../client/connect.ts";
import { RESOURCES } from "../contract/capabilities.ts";
import type { Device } from "../contract/model.ts";
import { EVERY_VENDOR } from "../fixtures/every-vendor.ts";
import { schemas } from "../generated/json-schema/index.ts";
import { SCHEMAS } from "../testing/resources.ts";
import { problemsOf } from "../testing/unified-schema.ts";
import { type JumpCloudDeviceRecord, jumpcloud } from "../vendors/jumpcloud/index.ts";
import { normalized, raw, without } from "./formats.ts";

const propertiesOf = (schema: unknown): string[] => Object.keys(Reflect.get(Object(schema), "properties"));

describe.each(EVERY_VENDOR)("normalized", async (create) => {
  const vendor = await create();
  const resources = RESOURCES.filter((name) => name in vendor);

  it.each(resources)("gives every field of %s there is, listed or got", async (resource) => {
    const { [resource]: methods } = connect(await create());
    const schema = SCHEMAS[resource];
    const fields = propertiesOf(schemas[schema]).filter((name) => name !== "remote_data");
    const listed = await methods
      .list()
      .map(normalized<{ id: string }>)
      .toArray();
    const got = normalized<object>(await methods.get(listed[0]?.id ?? ""));
    for (const record of [...listed, got]) {
      expect(Object.keys(record).sort()).toEqual([...fields].sort());
      expect(Object.values(record)).not.toContain(undefined);
      expect(problemsOf(schema, record)).toEqual([]);
    }
  });
});

describe("formats", () => {
  const device = { id: "1", name: undefined, serial_number: null, tags: [], remote_data: { own: 1 } };

  it("keep what a record says", () => {
    expect(normalized(device)).toMatchObject({ id: "1", name: null, serial_number: null, tags: [] });
    const mapped = normalized({ ...device, enrollment_status: "enrolled" });
    expect(mapped).toMatchObject({ warranty_end_at: null, created_at: null, gaps: null });
    expect(mapped).not.toHaveProperty("first_name");
    expect(without(device, ["tags", "remote_data"])).toEqual({
      id: "1",
      name: undefined,
      serial_number: null,
    });
    expect(raw(device)).toBe(device.remote_data);
    expect(Object.keys(device)).toHaveLength(5);
  });

  it("say why there is no vendor's record", () => {
    expect(() => raw({ remote_data: undefined })).toThrow("`remoteData: false`");
    expect(() => raw({ remote_data: null })).toThrow("`remote_data`");
  });

  it("are typed by the record", () => {
    const mdm = connect(jumpcloud(createSandbox("jumpcloud").options));
    const { devices } = mdm;
    type Listed = ReturnType<typeof devices.list> extends AsyncIterable<infer Item> ? Item : never;
    expectTypeOf(raw<Listed>).returns.toEqualTypeOf<JumpCloudDeviceRecord>();
    const { id, serial_number, tags } = normalized<Device>({ id: "1" });
    expectTypeOf(id).toEqualTypeOf<string>();
    expectTypeOf(serial_number).toEqualTypeOf<string | null>();
    expectTypeOf(tags).toEqualTypeOf<NonNullable<Device["tags"]> | null>();
    // @ts-expect-error normalized records have none
    normalized<Device>({ id: "1" }).remote_data;
    // @ts-expect-error left out
    without<Device, "tags">({ id: "1" }, ["tags"]).tags;
    // @ts-expect-error no such field
    without<Device, "color">({ id: "1" }, ["color"]);
  });
});
