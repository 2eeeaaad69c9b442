import { expect, it } from "vitest";
import { planUpdate } from "./plan-update.ts";

const ID = "5b1f0c58-6f1e-4b0a-9a31-000000000001";
const USER = "5b1f0c58-6f1e-4b0a-9a32-000000000002";
const BLUEPRINT = "5b1f0c58-6f1e-4b0a-9a33-000000000003";
const path = { device_id: ID };

it("renames the device itself, and changes its record in one request", () => {
  const input = {
    name: "Reception",
    asset_tag: null,
    owner: { id: USER },
    policy: { id: BLUEPRINT },
    tags: [{ id: "pilot" }, { id: "loaner", name: "loaner" }],
  };
  expect(planUpdate(ID, input).steps).toEqual([
    { operation: "setDeviceName", path, body: { DeviceName: "Reception" } },
    {
      operation: "updateDevice",
      path,
      body: { asset_tag: null, user: USER, blueprint_id: BLUEPRINT, tags: ["pilot", "loaner"] },
    },
  ]);
});

it("ends an assignment, and removes all tags", () => {
  expect(planUpdate(ID, { owner: null, tags: null }).steps).toEqual([
    { operation: "updateDevice", path, body: { user: null, tags: [] } },
  ]);
});

it.each([
  { owner: { id: "17" } },
  { policy: { id: "Standard Macs" } },
  { tags: [{}] },
  { tags: [{ id: "pilot", name: "loaner" }] },
])("refuses %j", (input) => {
  expect(() => planUpdate(ID, input)).toThrow(expect.objectContaining({ code: "invalid-input" }));
});
