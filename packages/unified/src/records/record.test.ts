import { ConfirmationError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { assertConfirmed } from "../writes/confirm.ts";
import { createRecordReader, isRecord } from "./record.ts";

type Raw = { _id?: string; token?: string };
const contract = { map: (raw: Raw) => ({ id: raw._id ?? "", token: raw.token }), secrets: ["token"] };

describe("createRecordReader", () => {
  it("takes secrets out before anybody sees the record", () => {
    const record = createRecordReader<{ id: string; token?: string; remote_data?: object | null }>(contract, {
      from: "get",
    })({ _id: "1", token: "secret" });
    expect(record).toEqual({ id: "1", token: undefined, remote_data: { _id: "1" } });
  });

  it("takes them out wherever the document says they are", () => {
    const nested = {
      map: () => ({ id: "1" }),
      secrets: ["general.password", "users[].pin", "keys.*.value", "absent.name"],
    };
    const read = createRecordReader<{ id: string; remote_data?: object | null }>(nested, { from: "get" });
    const raw = {
      general: { password: "secret", name: "d" },
      users: [{ pin: "secret", name: "u" }, null],
      keys: { a: { value: "secret" }, b: 7 },
    };
    expect(read(raw).remote_data).toEqual({
      general: { name: "d" },
      users: [{ name: "u" }, null],
      keys: { a: {}, b: 7 },
    });
  });

  it("leaves the vendor's record out on request", () => {
    const read = createRecordReader<{ id: string; remote_data?: object | null }>(contract, {
      from: "get",
      remoteData: false,
    });
    expect(read({ _id: "1" }).remote_data).toBeUndefined();
  });

  it.each([
    ["list", true],
    ["get", false],
  ] as const)("says of a record from %s that it is partial: %s", (from, expected) => {
    type Partial = { id: string; enrollment_status?: null; is_partial?: boolean | null };
    const map = (raw: Raw): Partial => ({ ...contract.map(raw), enrollment_status: null });
    const getOnly = ["is_partial"] as const;
    const reader = createRecordReader<Partial>({ map, getOnly }, { from });
    expect(reader({ _id: "1" }).is_partial).toBe(expected);
    expect(createRecordReader<Partial>({ ...contract, getOnly }, { from })({ _id: "1" })).not.toHaveProperty(
      "is_partial",
    );
    expect(
      createRecordReader<{ id: string; is_partial?: boolean }>(contract, { from })({ _id: "1" }).is_partial,
    ).toBeUndefined();
  });

  it.each([
    [{}, true],
    [null, false],
    [[], false],
    ["text", false],
    [7, false],
    [undefined, false],
  ])("takes %j for a record: %s", (value, expected) => {
    expect(isRecord(value)).toBe(expected);
  });
});

describe("assertConfirmed", () => {
  const origin = { vendor: "acme", operation: "devices.erase" };
  const confirm =
    (confirmation: unknown, serial_number: string | null = "S1") =>
    () =>
      assertConfirmed(origin, { id: "d1", serial_number }, { confirm: confirmation });

  it.each(["d1", "S1"])("accepts %s", (confirmation) => expect(confirm(confirmation)).not.toThrow());

  it.each([undefined, "", "S2", "s1", " S1", true, null, { id: "d1" }, ["d1"]])(
    "refuses %j",
    (confirmation) => {
      expect(confirm(confirmation)).toThrow(ConfirmationError);
    },
  );

  it("is not needed by a dry run, but must be right if it is given", () => {
    const rehearse = (confirm?: string) => () =>
      assertConfirmed(origin, { id: "d1", serial_number: "S1" }, { confirm, dryRun: true });
    expect(rehearse()).not.toThrow();
    expect(rehearse("S1")).not.toThrow();
    expect(rehearse("S2")).toThrow(ConfirmationError);
  });

  it("does not take an empty serial number for a confirmation", () =>
    expect(confirm("", "")).toThrow(ConfirmationError));

  it("does not take null for a missing serial number", () =>
    expect(confirm(null, null)).toThrow(ConfirmationError));

  it("names neither the record nor the confirmation", () => {
    expect(confirm("S2")).toThrow(
      "[acme] devices.erase: The confirmation names another record. Nothing was sent. Pass `confirm` with the record's id or serial number.",
    );
  });
});
