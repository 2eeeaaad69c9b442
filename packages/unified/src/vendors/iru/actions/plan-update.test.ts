import { createSandbox } from "@mdmkit/sandbox";
import { expect, it } from "vitest";
import { createApi } from "../generated/api/client.ts";
import { createUpdatePlanner } from "./plan-update.ts";

const sandbox = createSandbox("iru", { devices: 4, users: 2 });
const planUpdate = createUpdatePlanner(
  createApi({ ...sandbox.credentials, baseUrl: sandbox.baseUrl, fetch: sandbox.fetch }),
);

const [ID = ""] = sandbox.state.devices.ids();
const USER = "5b1f0c58-6f1e-4b0a-9a32-000000000002";
const BLUEPRINT = "5b1f0c58-6f1e-4b0a-9a33-000000000003";
const path = { device_id: ID };

it("renames the device itself, and changes its record in one request", async () => {
  const input = {
    name: "Reception",
    asset_tag: null,
    owner: { id: USER },
    policy: { id: BLUEPRINT },
    tags: [{ id: "pilot" }, { id: "loaner", name: "loaner" }],
  };
  expect((await planUpdate(ID, input)).steps).toEqual([
    { operation: "setDeviceName", path, body: { DeviceName: "Reception" } },
    {
      operation: "updateDevice",
      path,
      body: { asset_tag: null, user: USER, blueprint_id: BLUEPRINT, tags: ["pilot", "loaner"] },
    },
  ]);
});

it("ends an assignment, and removes all tags", async () => {
  expect((await planUpdate(ID, { owner: null, tags: null })).steps).toEqual([
    { operation: "updateDevice", path, body: { user: null, tags: [] } },
  ]);
});

it.each([
  { owner: { id: "17" } },
  { policy: { id: "Standard Macs" } },
  { tags: [{}] },
  { tags: [{ id: "pilot", name: "loaner" }] },
  { notes: [{ content: "Lent", title: "Desk" }] },
  { notes: [{ id: "another", content: "Lent" }] },
])("refuses %j", async (input) => {
  await expect(planUpdate(ID, input)).rejects.toMatchObject({ code: "invalid-input" });
});

it("adds, changes, keeps and removes notes, a request each", async () => {
  const [changed = "", kept = "", removed = ""] = sandbox.records("listDeviceNotes", path).ids();
  const content = String(sandbox.records("listDeviceNotes", path).get(kept)?.content);
  const notes = [{ content: "new" }, { id: changed, content: "changed" }, { id: kept, content }];
  expect((await planUpdate(ID, { notes })).steps).toEqual([
    { operation: "createDeviceNote", path, body: { content: "new" } },
    { operation: "updateDeviceNote", path: { ...path, note_id: changed }, body: { content: "changed" } },
    { operation: "deleteDeviceNote", path: { ...path, note_id: removed } },
  ]);
});
