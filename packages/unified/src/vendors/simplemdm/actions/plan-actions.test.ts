import { createSandbox } from "@mdmkit/sandbox";
import { connect } from "@mdmkit/unified";
import { describe, expect, it } from "vitest";
import type { SimpleMDMDeviceRecord } from "../api/record.ts";
import { simplemdm } from "../index.ts";
import { actionPlanners as actions } from "./plan-actions.ts";
import { planDeviceUpdate } from "./plan-updates.ts";

const path = { deviceId: 7 };
const device = (attributes: SimpleMDMDeviceRecord["attributes"]): SimpleMDMDeviceRecord => ({
  type: "device",
  id: 7,
  attributes: { os_version: "18.5", ...attributes },
});
const mac = device({ product_name: "Mac15,3", model_name: "MacBook Pro" });
const iphone = device({ product_name: "iPhone14,5", is_supervised: true });

describe("an action", () => {
  it("is one command, with a body only where there is something to say", () => {
    expect(actions.sync(mac)).toEqual({ operation: "refreshDevice", path });
    expect(actions.lock(iphone, { pin: null })).toEqual({ operation: "lockDevice", path });
    expect(actions.lock(mac, { pin: "123456", message: "Call us" })).toEqual({
      operation: "lockDevice",
      path,
      body: { message: "Call us", pin: "123456" },
    });
    expect(actions.erase(iphone, { pin: null })).toEqual({ operation: "wipeDevice", path });
  });

  it("that updates the system says how to a Mac alone, which requires it", () => {
    expect(actions.updateOs(mac, {})).toMatchObject({ body: { os_update_mode: "install_asap" } });
    expect(actions.updateOs(mac, { install_action: "install_force_restart" })).toMatchObject({
      body: { os_update_mode: "force_update" },
    });
    expect(actions.updateOs(iphone, {})).toEqual({ operation: "updateDeviceOs", path });
  });

  it("of lost mode shows what is given", () => {
    expect(actions.enableLostMode(iphone, { message: "Lost", footnote: null })).toEqual({
      operation: "enableLostMode",
      path,
      body: { message: "Lost" },
    });
    expect(actions.disableLostMode(iphone)).toEqual({ operation: "disableLostMode", path });
  });
});

describe("an update", () => {
  it("sends each custom attribute by itself, and the record last", () => {
    expect(planDeviceUpdate("7", { name: "Desk", custom_fields: { floor: "2", room: null } })).toEqual({
      steps: [
        {
          operation: "setDeviceAttributeValue",
          path: { ...path, attributeName: "floor" },
          body: { value: "2" },
        },
        {
          operation: "setDeviceAttributeValue",
          path: { ...path, attributeName: "room" },
          body: { value: "" },
        },
        { operation: "updateDevice", path, body: { name: "Desk" } },
      ],
    });
  });

  it("takes text only", () => {
    expect(() => planDeviceUpdate("7", { custom_fields: { floor: 2 } })).toThrow(
      expect.objectContaining({ code: "invalid-input" }),
    );
  });
});

it("a secret custom attribute is set, and stands in no preview, record or observed call", async () => {
  const { credentials, baseUrl, fetch, state, requests } = createSandbox("simplemdm", { devices: 1 });
  const mdm = connect(simplemdm({ ...credentials, baseUrl, fetch }));
  const [id = ""] = state.devices.ids();
  const seen: unknown[] = [];
  const onExchange = (exchange: unknown) => void seen.push(exchange);
  const changes = { custom_fields: { admin_note: "made-up-secret" } };
  const preview = await mdm.devices.update(id, changes, { dryRun: true });
  const updated = await mdm.devices.update(id, changes, { onExchange });
  expect(requests.find(({ operation }) => operation === "setDeviceAttributeValue")?.body).toEqual({
    value: "made-up-secret",
  });
  expect(seen.length).toBeGreaterThan(0);
  expect(JSON.stringify([preview, updated, seen])).not.toContain("made-up-secret");
});

it("a PIN is sent, and stands in no preview, result or observed call", async () => {
  const { credentials, baseUrl, fetch, state, requests } = createSandbox("simplemdm", { devices: 40 });
  const mdm = connect(simplemdm({ ...credentials, baseUrl, fetch }));
  const found = await mdm.devices.list({ platform: "macos" }).toArray();
  const { id, serial_number } = found.find((one) => one.serial_number) ?? {};
  const confirm = serial_number ?? "";
  const seen: unknown[] = [];
  const onExchange = (exchange: unknown) => void seen.push(exchange);
  const preview = await mdm.devices.lock(id ?? "", { pin: "135790", confirm, dryRun: true });
  const result = await mdm.devices.lock(id ?? "", { pin: "135790", confirm, onExchange });
  expect(result).toMatchObject({ status: "accepted" });
  expect(JSON.stringify([preview, result, seen, state.devices.get(id ?? "")])).not.toContain("135790");
  expect(requests.find(({ operation }) => operation === "lockDevice")?.body).toMatchObject({ pin: "135790" });
});
