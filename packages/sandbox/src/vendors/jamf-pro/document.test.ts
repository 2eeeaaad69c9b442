import { operationSchemas, schemas } from "@mdmkit/jamf-pro/schemas";
import { describe, expect, it } from "vitest";
import { type OperationSchemas, responseOf } from "../../engine/document/operation-schemas.ts";
import { createValidator } from "../../engine/document/validator.ts";
import { textOf, valueAt } from "../../engine/records/values.ts";
import type { VendorResponse } from "../../engine/request/call.ts";
import { checkResponse } from "../../server/check-response.ts";
import { openJamfPro, read } from "./fixtures/calls.ts";

const validator = createValidator(schemas);
const { sandbox: probe } = openJamfPro();

/** A fresh sandbox, and the ids of devices that take commands. */
function open() {
  const { sandbox, call } = openJamfPro({ devices: 60, users: 20 });
  const managed = (rows: { length: number; slice(from: number, to: number): readonly object[] }) =>
    rows.slice(0, rows.length).find((row) => typeof valueAt(row, "general.managementId") === "string");
  const computer = managed(sandbox.state.computers.rows("id"));
  const mobile = managed(sandbox.state.mobileDevices.rows("id"));
  const plan = sandbox.state.updatePlans.insert({
    planUuid: "p-1",
    device: { deviceId: "1", objectType: "COMPUTER" },
    updateAction: "DOWNLOAD_ONLY",
    versionType: "LATEST_ANY",
    maxDeferrals: 0,
    status: { state: "Init" },
  });
  return {
    sandbox,
    call,
    computer: textOf(computer, "id"),
    mobile: textOf(mobile, "mobileDeviceId"),
    managementId: textOf(computer, "general.managementId"),
    plan: textOf(plan, "planUuid"),
  };
}

type Known = ReturnType<typeof open>;

function bodyOf(operationId: string, { computer, managementId, sandbox }: Known): object | undefined {
  const { clientId, clientSecret } = sandbox.credentials;
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const bodies: Record<string, object> = {
    requestAccessToken: new URLSearchParams(form),
    postOAuthToken: new URLSearchParams(form),
    sendMdmCommand: { clientData: [{ managementId }], commandData: { commandType: "RESTART_DEVICE" } },
    sendBlankPush: { clientManagementIds: [managementId] },
    renewMdmProfile: { udids: [] },
    createUser: { username: "new" },
    updateUser: { username: "new" },
    createUpdatePlan: {
      devices: [{ deviceId: computer, objectType: "COMPUTER" }],
      config: { updateAction: "DOWNLOAD_ONLY", versionType: "LATEST_ANY" },
    },
  };
  return bodies[operationId] ?? (operationSchemas[operationId]?.body ? {} : undefined);
}

function idOf(operationId: string, { computer, mobile, plan }: Known): string {
  if (operationId === "getUpdatePlan") return plan;
  return /Mobile|Paired/.test(operationId) ? mobile : computer;
}

function pathOf(operationId: string, { path, parameters }: OperationSchemas, known: Known): string {
  const user = known.sandbox.state.users.get("1") ?? {};
  const values: Record<string, string> = {
    id: /User|Group/.test(operationId) ? "1" : idOf(operationId, known),
    deviceId: idOf(operationId, known),
    name: textOf(user, "username"),
    email: textOf(user, "email"),
    command: "BlankPush",
  };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? "x"));
  const required = parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  return `${filled}?${required.map(({ name }) => `${name}=uuid==x`).join("&")}`;
}

function initOf({ method, body: declared }: OperationSchemas, body: object | undefined): RequestInit {
  if (body === undefined) return { method };
  if (declared?.contentType === "application/xml") {
    const general =
      "<general><name>x</name><bundle_id>com.example.x</bundle_id><version>1</version></general>";
    const xml = `<mobile_device_application>${general}</mobile_device_application>`;
    return { method, body: xml, headers: { "content-type": declared.contentType } };
  }
  if (body instanceof URLSearchParams) return { method, body };
  return { method, body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

describe("the whole document", () => {
  it.each(probe.operations)("%s answers a minimal request as the document says", async (operationId) => {
    const operation = operationSchemas[operationId];
    if (operation === undefined) throw new Error(`${operationId} is not in the document`);
    const known = open();
    const { sandbox } = known;
    const { username, password } = sandbox.credentials;
    const token = sandbox.state.tokens.issue(Number.POSITIVE_INFINITY);
    const scheme =
      operationId === "createAuthToken" ? `Basic ${btoa(`${username}:${password}`)}` : `Bearer ${token}`;
    const init = initOf(operation, bodyOf(operationId, known));
    const headers = { accept: "application/json", ...Object(init.headers), authorization: scheme };
    const url = sandbox.baseUrl + pathOf(operationId, operation, known);
    const response = await read(await sandbox.fetch(url, { ...init, headers }));
    expect(sandbox.violations).toEqual([]);
    expect(sandbox.requests).toMatchObject([{ operation: operationId }]);
    expect({ status: response.status, text: response.status < 300 ? "" : response.text }).toMatchObject({
      text: "",
    });
  });

  it.each(Object.entries(operationSchemas))(
    "%s refuses a caller without a token in the declared shape",
    async (id, operation) => {
      if (["requestAccessToken", "postOAuthToken"].includes(id)) return;
      const response = await read(
        await probe.fetch(probe.baseUrl + pathOf(id, operation, open()), { method: operation.method }),
      );
      expect(response.status).toBe(401);
      expect(responseOf(operation, 401)).toBeDefined();
      const contentType = response.headers.get("content-type") ?? "";
      const content = contentType.includes("json") ? { body: response.body } : { text: response.text };
      const refused: VendorResponse = { status: 401, contentType, ...content };
      expect(checkResponse(refused, { operation, validator })).toEqual([]);
    },
  );

  it("has what this sandbox does not do answered with 501", async () => {
    const { call, sandbox } = open();
    const missing = Object.keys(operationSchemas).filter((id) => !sandbox.operations.includes(id));
    expect(missing).toContain("listComputerPrestages");
    expect((await call("/api/v3/computer-prestages")).status).toBe(501);
  });
});
