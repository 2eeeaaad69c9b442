import { describe, expect, expectTypeOf, test } from "vitest";
import type { Device } from "../contract/model.ts";
import { createLineage, type FieldSource, type VendorLineage } from "./lineage.ts";

const ACME: VendorLineage = {
  vendor: "acme",
  resources: {
    devices: [
      {
        file: "src/vendors/acme/map-computer.ts",
        ids: "computer-",
        list: [["", "listComputers", "results[]"]],
        get: [
          ["", "getComputer", ""],
          ["", "getComputerV1", ""],
          ["disks[]", "listDisks", "[]"],
          ["siteName", "listSites", "data[].name"],
        ],
        added: ["kind"],
        lacks: { getComputerV1: ["general.name"] },
        fields: {
          id: { line: 10, both: ["id"] },
          name: { line: 11, both: ["general.name"] },
          manufacturer: { line: 12, constant: "Acme" },
          storage_total_bytes: { line: 13, get: ["disks[].size"] },
          organization: { line: 14, both: ["site"] },
          "organization.name": { get: ["siteName"] },
          type: { line: 16, both: ["kind"] },
          hostname: { line: 15, list: ["row"], both: ["general.name"] },
        },
      },
      {
        file: "src/vendors/acme/map-phone.ts",
        ids: "phone-",
        list: [["", "listPhones", "[]"]],
        get: [["", "getPhone", ""]],
        fields: { id: { line: 20, both: ["id"] }, carrier: { line: 21, both: ["network.carrier"] } },
        unset: { "network.carrier": { values: ["none"], confidence: "observed" } },
      },
    ],
  },
  writes: {},
};

const { devices, users } = createLineage(ACME);
const listed: Device = { id: "computer-1", is_partial: true };
const whole: Device = { id: "computer-1", is_partial: false };

describe("presence", () => {
  test.each<[string, Device, Parameters<typeof devices.presence>[1], string]>([
    ["a value", { ...whole, name: "Front desk" }, "name", "value"],
    ["false", { ...whole, is_offline: false }, "is_offline", "value"],
    ["null", { ...whole, name: null }, "name", "none"],
    ["absent from a list, and present in single reads", listed, "storage_total_bytes", "not-in-list"],
    ["absent from a list, and in part present in single reads", listed, "organization", "not-in-list"],
    ["absent from a single record that could have it", whole, "storage_total_bytes", "not-reported"],
    ["absent from a list that could have it", listed, "name", "not-reported"],
    [
      "absent from a record that does not say where it is from",
      { id: "computer-1" },
      "storage_total_bytes",
      "not-reported",
    ],
    ["reported for other kinds of device", whole, "carrier", "not-reported"],
    ["reported for no device", whole, "edr_status", "unsupported"],
    ["of a record that no mapper can have made", { id: "other-1" }, "name", "not-reported"],
  ])("%s", (_, device, field, expected) => expect(devices.presence(device, field)).toBe(expected));

  test("a resource the vendor does not have has no presence", () => {
    expect(users.presence({ id: "u1", name: "U" }, "emails")).toBe("unsupported");
  });

  test("asks for fields that mappers fill", () => {
    expectTypeOf<"disk_encryption">().toExtend<Parameters<typeof devices.presence>[1]>();
    expectTypeOf<"remote_data">().not.toExtend<Parameters<typeof devices.presence>[1]>();
    expectTypeOf<"emails">().toExtend<Parameters<typeof users.presence>[1]>();
  });
});

describe("explain", () => {
  test("an absent field: what its property holds where nothing was set", () => {
    const phone: Device = { id: "phone-1", remote_data: { network: { carrier: "none" } } };
    expect(devices.explain(phone, "carrier")).toMatchObject({
      presence: "not-reported",
      sources: [{ values: ["none"], unset: { values: ["none"], confidence: "observed" } }],
    });
  });

  test("a value: its properties, their operations and the vendor's own values", () => {
    const remote_data = { general: { name: "  Front desk " } };
    expect(devices.explain({ ...listed, name: "Front desk", remote_data }, "name")).toEqual({
      presence: "value",
      mapper: { file: "src/vendors/acme/map-computer.ts", line: 11 },
      sources: [
        {
          property: "general.name",
          read: "list and get",
          operations: [{ operation: "listComputers", property: "results[].general.name" }],
          values: ["  Front desk "],
        },
      ],
    });
  });

  test("an operation whose response lacks the property is not a source of it", () => {
    expect(operations(devices.explain(whole, "name").sources)).toEqual(["getComputer general.name"]);
    expect(operations(devices.explain(whole, "id").sources)).toEqual(["getComputer id", "getComputerV1 id"]);
  });

  test("what mdmkit notes on a record comes from no operation", () => {
    const { sources } = devices.explain({ ...whole, remote_data: { kind: "mac" } }, "type");
    expect(sources).toEqual([{ property: "kind", read: "list and get", operations: [], values: ["mac"] }]);
  });

  test("what is joined, by the place in its own response, and every value there", () => {
    const remote_data = { disks: [{ size: 1 }, { size: 2 }, {}, null], siteName: "HQ" };
    const [disks] = devices.explain({ ...whole, remote_data }, "storage_total_bytes").sources;
    expect(disks).toMatchObject({
      operations: [{ operation: "listDisks", property: "[].size" }],
      values: [1, 2],
    });
    const [, site] = devices.explain({ ...whole, remote_data }, "organization").sources;
    expect(site).toMatchObject({
      read: "get",
      operations: [{ operation: "listSites", property: "data[].name" }],
      values: ["HQ"],
    });
  });

  test("a record that does not say where it is from: both places", () => {
    expect(operations(devices.explain({ id: "phone-1" }, "carrier").sources)).toEqual([
      "listPhones [].network.carrier",
      "getPhone network.carrier",
    ]);
  });

  test("a constant, and a field that nothing fills", () => {
    expect(devices.explain({ ...whole, manufacturer: "Acme" }, "manufacturer")).toMatchObject({
      constant: "Acme",
      sources: [],
    });
    expect(devices.explain(whole, "edr_status")).toEqual({ presence: "unsupported", sources: [] });
  });

  test("no values without the vendor's record, and none that a prototype has", () => {
    const [source] = devices.explain(whole, "name").sources;
    expect(source).not.toHaveProperty("values");
    const prototype = createLineage({
      ...ACME,
      resources: {
        devices: [
          { file: "f", list: [], get: [["", "get", ""]], fields: { id: { line: 1, both: ["constructor"] } } },
        ],
      },
    });
    expect(prototype.devices.explain({ ...whole, remote_data: {} }, "id").sources[0]?.values).toEqual([]);
  });
});

function operations(sources: readonly FieldSource[]): string[] {
  return sources.flatMap((source) =>
    source.operations.map(({ operation, property }) => `${operation} ${property}`),
  );
}
