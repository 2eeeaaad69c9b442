import { operationSchemas } from "@mdmkit/applivery/schemas";
import { describe, expect, it } from "vitest";
import { openApplivery } from "./fixtures/calls.ts";
import type { Kind } from "./state/inventory.ts";

const { sandbox: probe } = openApplivery();

/** Bodies of the operations that want one, and of those whose defaults would be refused. */
const BODIES: Readonly<Record<string, unknown>> = {
  createMdmUser: { email: "new@example.com" },
  updateMdmUser: { name: "Robin" },
  sendPushNotification: { os: "macos", type: "notification", notification: { body: "Hello" } },
  createDeviceAudience: { name: "All", selectors: { serialNumbers: [] } },
  createAppleCommands: { command: { RequestType: "DeviceInformation" }, targetIds: [] },
  sendAppleCommand: { RequestType: "DeviceInformation" },
  createAppleEnrollmentToken: { sendEmail: false },
  createAppleEnrollmentTokens: { userEmails: [] },
  createAndroidCommand: { type: "STOP_LOST_MODE" },
  createAndroidEnrollmentToken: { managementMode: "DEVICE_OWNER", sendEmail: false },
  resetAndroidCertificateReport: { certificateProviderId: "0".repeat(24) },
  refreshWindowsDeviceInfo: { info: ["hardware"] },
  runWindowsDeviceAction: { entity: "command", action: "reboot" },
  createWindowsCommands: { commands: [{ config: { path: "./DevInfo/DevId", action: "Get" } }] },
  createAospCommand: { command: "LOCK" },
};
const APP_ACTION = { entity: "application", action: "install", id: "app" };

/** Refusals that are the vendor's answer to everybody, or to what these calls name. */
const REFUSED = new Set([
  "getMdmUserCsvSample",
  "listWindowsDeviceApplications",
  "sendPushNotification",
  "previewDeviceAudience",
  "getAppleCommand",
  "getAndroidCommand",
  "removeAndroidApplication",
]);

async function response(operationId: string) {
  const { sandbox, call } = openApplivery({ devices: 200, users: 400 });
  const { state } = sandbox;
  const record = (kind: Kind) =>
    state.recordId(
      state.inventory.rowId(
        state.devices.indexes().find((index) => state.inventory.kindOf(index) === kind) ?? 0,
      ),
    );
  const busy = new Set(
    state.devices
      .rows("id")
      .slice(0, 200)
      .map(({ mdmUserId }) => mdmUserId),
  );
  const free = state.users
    .rows("id")
    .slice(0, 200)
    .find(({ id }) => !busy.has(id))?.id;
  const values: Readonly<Record<string, string>> = {
    organizationId: sandbox.credentials.organizationId,
    mdmUserId: String(free ?? state.inventory.userId(0)),
    admDeviceId: record("apple"),
    emmDeviceId: record("android"),
    winDeviceId: record("windows"),
    aosDeviceId: record("aosp"),
    targetType: "device",
    targetId: record("apple"),
    type: "admDevice",
    identifier: record("apple"),
  };
  const operation = operationSchemas[operationId];
  const path = (operation?.path ?? "").replace(
    /\{(\w+)\}/g,
    (_, name: string) => values[name] ?? "0".repeat(24),
  );
  const needsBody = operation?.body !== undefined;
  const isAction = operationId.endsWith("DeviceAction") && !(operationId in BODIES);
  const body = BODIES[operationId] ?? (isAction ? APP_ACTION : {});
  const below = path.replace(`/v1/organizations/${values.organizationId}`, "");
  const answered = await call(below, { method: operation?.method ?? "GET", ...(needsBody ? { body } : {}) });
  return { ...answered, violations: sandbox.violations };
}

describe("every operation the sandbox answers", () => {
  it.each(probe.operations)("%s fits the document both ways", async (operationId) => {
    const { status, body, violations } = await response(operationId);
    expect({ violations, body, ok: status === 200 }).toMatchObject({
      violations: [],
      ok: !REFUSED.has(operationId),
    });
  });

  it("is all of the document but what needs a log nobody describes", () => {
    const missing = Object.keys(operationSchemas).filter((id) => !probe.operations.includes(id));
    expect(missing).toEqual(["getAppleDeviceScriptLog"]);
  });

  it("answers 501 to that", async () => expect((await response("getAppleDeviceScriptLog")).status).toBe(501));
});
