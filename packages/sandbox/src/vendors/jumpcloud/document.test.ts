import { operationSchemas, schemas } from "@mdmkit/jumpcloud/schemas";
import { describe, expect, it } from "vitest";
import {
  type JsonSchema,
  type OperationSchemas,
  responseOf,
} from "../../engine/document/operation-schemas.ts";
import { createValidator } from "../../engine/document/validator.ts";
import { isRow, textOf } from "../../engine/records/values.ts";
import type { VendorResponse } from "../../engine/request/call.ts";
import { checkResponse } from "../../server/check-response.ts";
import { ids, openJumpCloud, read } from "./fixtures/calls.ts";

const validator = createValidator(schemas);
const { sandbox: probe } = openJumpCloud();

function firstOf(schema: unknown): unknown {
  return Array.isArray(schema) ? schema[0] : undefined;
}

/** The smallest value a schema takes. */
function minimal(given: JsonSchema): unknown {
  const schema = validator.resolve(given);
  if (typeof schema === "boolean") return {};
  if (schema.enum !== undefined) return firstOf(schema.enum);
  if (Array.isArray(schema.allOf))
    return Object.assign({}, ...schema.allOf.map((part) => Object(minimal(part))), own(schema));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object") return own(schema);
  if (type === "array") return [];
  if (type === "boolean") return true;
  return type === "string" ? "x" : 1;
}

function own(schema: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { properties, required } = schema;
  const names = Array.isArray(required) ? required.map(String) : [];
  const value = (name: string) => (isRow(properties) ? minimal(Object(properties[name])) : "x");
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}

/** A fresh sandbox and the ids that paths and bodies of its operations need. */
function open() {
  const { sandbox } = openJumpCloud({ devices: 60, users: 20 });
  const { systems, users, appleDevices, googleDevices, catalog, inventory } = sandbox.state;
  const [system] = systems
    .rows("id")
    .slice(0, 60)
    .filter((row) => row.osFamily === "windows" && JSON.stringify(row.builtInCommands).includes("erase"));
  const [keyed] = systems
    .rows("id")
    .slice(0, 60)
    .filter((row) => isRow(row.fde) && row.fde.keyPresent === true);
  const [apple] = appleDevices
    .rows("id")
    .slice(0, 60)
    .filter((row) => row.mdmOsFamily === "iOS");
  const android = googleDevices
    .rows("id")
    .slice(0, 20)
    .find((row) => JSON.stringify(row).includes("DEVICE_OWNER"));
  const last = (rows: { length: number; slice(a: number, b: number): object[] }) =>
    textOf(rows.slice(rows.length - 1, rows.length)[0], "id");
  const [policy = ""] = ids(catalog.policies.rows("id").slice(0, 1));
  const known = {
    system: textOf(system, "_id"),
    keyed: textOf(keyed, "_id"),
    user: last(users.rows("id")),
    apple: textOf(apple, "id"),
    android: textOf(android, "deviceId"),
    group: last(catalog.groups.rows("id")),
    policy,
    result: policy.slice(-12) + inventory.systemId(0).slice(-12),
    app: last(catalog.apps.rows("id")),
  };
  return { sandbox, known };
}

type Known = ReturnType<typeof open>["known"];

function idFor(operationId: string, known: Known): string {
  if (operationId.startsWith("systemusers")) return known.user;
  if (operationId.startsWith("organizations")) return probe.credentials.organizationId;
  if (operationId.startsWith("groups")) return known.group;
  if (operationId.startsWith("policyresults")) return known.result;
  if (operationId.startsWith("policies")) return known.policy;
  return operationId.startsWith("softwareApps") ? known.app : known.system;
}

function pathParameters(operationId: string, known: Known): Record<string, string> {
  return {
    id: idFor(operationId, known),
    system_id: operationId === "systems_getFDEKey" ? known.keyed : known.system,
    systemObjectId: known.system,
    user_id: known.user,
    group_id: known.group,
    policy_id: known.policy,
    software_app_id: known.app,
    apple_mdm_id: probe.state.inventory.appleMdmId,
    device_id: known.apple,
    deviceId: known.android,
    enterpriseObjectId: probe.state.inventory.enterpriseId,
  };
}

/** A request with nothing in it that the document does not ask for. */
function request(
  operationId: string,
  operation: OperationSchemas,
  known: Known,
): { path: string; init: RequestInit } {
  const values = pathParameters(operationId, known);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? "x"),
  );
  const query = new URLSearchParams();
  for (const { name, required, schema, in: place } of operation.parameters) {
    if (place === "query" && required)
      query.set(name, String(minimal(isRow(schema) ? Object(schema.items ?? schema) : schema)));
  }
  if (!operation.body?.required) return { path: `${path}?${query}`, init: { method: operation.method } };
  const body = Object(minimal(operation.body.schema));
  if ("id" in body)
    body.id = body.type === "system" || operationId.includes("user") ? known.system : known.user;
  return {
    path: `${path}?${query}`,
    init: {
      method: operation.method,
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    },
  };
}

const rowSchemas: Record<string, string> = {
  "/systems?limit=100": "JcSystem",
  "/systemusers?limit=100": "systemuserreturn",
  "/v2/systemgroups": "SystemGroup",
  "/v2/softwareapps": "software-app",
  [`/v2/applemdms/${probe.state.inventory.appleMdmId}/devices?limit=100`]: "apple-mdm-device",
  ...Object.fromEntries(
    Object.entries(operationSchemas)
      .filter(([id]) => id.startsWith("systeminsights_list_"))
      .map(([id, { path }]) => [
        `${path}?limit=10000`,
        id.replace("systeminsights_list_", "system-insights-").replaceAll("_", "-"),
      ]),
  ),
};

describe("rows", () => {
  it.each(Object.entries(rowSchemas))("of %s have no property that %s lacks", async (path, name) => {
    const headers = { "x-api-key": probe.credentials.apiKey };
    const { rows } = await read(await probe.fetch(probe.baseUrl + path, { headers }));
    const schema = schemas[name];
    const known = isRow(schema) ? Object.keys(Object(schema.properties)) : [];
    const extra = new Set(rows.flatMap((row) => Object.keys(row)).filter((key) => !known.includes(key)));
    expect([...extra]).toEqual([]);
  });
});

describe("the whole document", () => {
  it.each(probe.operations)("%s answers a minimal request as the document says", async (operationId) => {
    const operation = operationSchemas[operationId];
    if (operation === undefined) throw new Error(`${operationId} is not in the document`);
    const { sandbox, known } = open();
    const { path, init } = request(operationId, operation, known);
    const headers = { ...Object(init.headers), "x-api-key": sandbox.credentials.apiKey };
    const response = await read(await sandbox.fetch(sandbox.baseUrl + path, { ...init, headers }));
    expect(sandbox.violations).toEqual([]);
    expect(sandbox.requests).toMatchObject([{ operation: operationId }]);
    expect({ status: response.status, text: response.status < 300 ? "" : response.text }).toMatchObject({
      text: "",
    });
  });

  it.each(Object.entries(operationSchemas))(
    "%s refuses a caller without a key in the declared shape",
    async (id, operation) => {
      const { path, init } = request(id, operation, open().known);
      const response = await read(await probe.fetch(probe.baseUrl + path, init));
      expect(response.status).toBe(401);
      expect(responseOf(operation, 401)).toBeDefined();
      const contentType = response.headers.get("content-type")?.split(";")[0];
      const refused: VendorResponse = {
        status: 401,
        ...(response.text === "" ? {} : { body: response.body, ...(contentType && { contentType }) }),
      };
      expect(checkResponse(refused, { operation, validator })).toEqual([]);
    },
  );
});
