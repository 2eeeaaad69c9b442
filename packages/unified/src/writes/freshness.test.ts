import { ConfirmationError, InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { Device } from "../contract/model.ts";
import { assertUnchanged } from "./freshness.ts";

const origin = { vendor: "acme", operation: "devices.erase" };
const now: Device = {
  id: "d1",
  name: "Front desk",
  owner: { id: "u1", name: "Robin" },
  enrollment_status: "enrolled",
  last_enrolled_at: "2026-01-01T00:00:00Z",
};

describe("assertUnchanged", () => {
  it.each<[string, Partial<Device>]>([
    ["the same record", now],
    ["a record that has less", { id: "d1", owner: { id: "u1" } }],
    ["other fields changed", { ...now, name: "Reception", last_activity_at: "2026-02-02T00:00:00Z" }],
  ])("lets pass: %s", (_, before) => expect(() => assertUnchanged(origin, now, before)).not.toThrow());

  it.each<[string, Device, Partial<Device>]>([
    ["owner", now, { owner: { id: "u2" } }],
    ["owner", now, { owner: null }],
    ["owner", { ...now, owner: null }, { owner: { id: "u1" } }],
    ["owner", { id: "d1" }, { owner: { id: "u1" } }],
    ["owner", { id: "d1", owner: { name: "Kim" } }, { owner: { name: "Robin" } }],
    ["owner", { id: "d1", owner: null }, { owner: { name: "Robin" } }],
    ["owner", { id: "d1", owner: null }, { owner: {} }],
    [
      "owner",
      { id: "d1", owner: { emails: [{ email: "a@example.com" }] } },
      { owner: { emails: [{ email: "b@example.com" }] } },
    ],
    ["enrollment_status", now, { enrollment_status: "pending" }],
    ["last_enrolled_at", now, { last_enrolled_at: "2025-01-01T00:00:00Z" }],
    ["first_enrolled_at", now, { first_enrolled_at: "2025-01-01T00:00:00Z" }],
  ])("stops at another %s", (field, device, before) => {
    expect(() => assertUnchanged(origin, device, before)).toThrow(ConfirmationError);
    expect(() => assertUnchanged(origin, device, before)).toThrow(field);
  });

  it("stops at the record of another device", () => {
    expect(() => assertUnchanged(origin, now, { ...now, id: "d2" })).toThrow("another device");
  });

  it("names no person", () => {
    expect(() => assertUnchanged(origin, now, { owner: { id: "u2", name: "Kim" } })).not.toThrow(
      /Kim|Robin|u1|u2/,
    );
  });

  it.each([{}, { id: "d1", name: "Front desk" }])("rejects a record without these properties: %j", (before) =>
    expect(() => assertUnchanged(origin, now, before)).toThrow(InvalidInputError),
  );
});
