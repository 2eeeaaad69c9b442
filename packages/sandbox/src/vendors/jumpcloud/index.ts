import { operationSchemas, schemas, servers } from "@mdmkit/jumpcloud/schemas";
import { type Row, textOf } from "../../engine/records/values.ts";
import type { Call } from "../../engine/request/call.ts";
import type { ListChange, VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createSecrets, refusedCredentials, refusedOrganization, tokenResponse } from "./auth.ts";
import { jumpCloudError } from "./errors.ts";
import { appleMdmHandlers } from "./handlers/apple-mdm.ts";
import { googleEmmHandlers } from "./handlers/google-emm.ts";
import { graphHandlers } from "./handlers/graph.ts";
import { groupHandlers } from "./handlers/groups.ts";
import type { Context, Handler, JumpCloudOperationId } from "./handlers/handler.ts";
import { insightsHandlers } from "./handlers/insights.ts";
import { organizationHandlers } from "./handlers/organizations.ts";
import { policyHandlers } from "./handlers/policies.ts";
import { softwareHandlers } from "./handlers/software.ts";
import { systemHandlers } from "./handlers/systems.ts";
import { userHandlers } from "./handlers/users.ts";
import { type JumpCloudCredentials, type JumpCloudOptions, OPTIONS } from "./options.ts";
import { createState, type JumpCloudState } from "./state/state.ts";

export type { JumpCloudCredentials, JumpCloudOptions } from "./options.ts";

const document = { operationSchemas, schemas, servers };

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...systemHandlers,
  ...userHandlers,
  ...organizationHandlers,
  ...appleMdmHandlers,
  ...googleEmmHandlers,
  ...graphHandlers,
  ...groupHandlers,
  ...policyHandlers,
  ...softwareHandlers,
  ...insightsHandlers(Object.keys(operationSchemas)),
};

const tokenPath = "/oauth2/token";

/** Operations a fault may name: those of the document, and the token endpoint. */
export type JumpCloudFaultTarget = JumpCloudOperationId | "token";

/** The fake JumpCloud: v1 and v2 below `/api`, and the token endpoint beside it. */
export const jumpcloud: VendorFactory<
  JumpCloudOptions,
  JumpCloudState,
  JumpCloudCredentials,
  JumpCloudFaultTarget,
  "apiKey" | "organizationId"
> = (options, vendorContext) => {
  const state = createState(options, vendorContext);
  const secrets = createSecrets(vendorContext.fleet.seed);
  const { organizationId } = state.inventory;
  const context: Context = {
    state,
    fail: (call, problem) => jumpCloudError(schemas, { operation: call.operation, problem }),
  };
  return {
    origin: "https://console.jumpcloud.sandbox.example",
    basePath: "/api",
    origins: ["https://admin-oauth.id.jumpcloud.com"],
    overLimit: options.overLimit ?? "cut",
    document,
    state,
    handled: Object.keys(handlers),
    options: OPTIONS,
    extraOperations: ["token"],
    handle: (call) => handlers[call.operationId]?.(call, context),
    authenticate(call: Call) {
      const multiTenant = options.multiTenant ?? false;
      const refusal =
        refusedCredentials(call, { secrets, state }) ??
        refusedOrganization(call, { organizationId, multiTenant });
      return refusal === undefined ? undefined : context.fail(call, refusal);
    },
    error: (operation, problem) => jumpCloudError(schemas, { operation, problem }),
    extra(request, now) {
      if (request.url.pathname !== tokenPath) return undefined;
      return { operation: "token", response: tokenResponse(request, { secrets, state, options, now }) };
    },
    changeList: (operationId, change) => changeList(state, operationId, change),
    credentials: (origin) => ({ ...secrets, organizationId, tokenUrl: origin + tokenPath }),
    scheme: ["apiKey", "organizationId"],
  };
};

/** The records behind a list. */
function collectionOf(state: JumpCloudState, operationId: string) {
  if (operationId.includes("systemusers")) return state.users;
  if (operationId.startsWith("organization")) return state.organizations;
  if (operationId.startsWith("applemdms")) return state.appleDevices;
  return operationId.startsWith("Devices_") ? state.googleDevices : state.systems;
}

function changeList(state: JumpCloudState, operationId: string, change: ListChange): void {
  const records = collectionOf(state, operationId);
  const rows = records.rows("id");
  const at = change.change === "remove" && change.which === "first" ? 0 : rows.length - 1;
  const [row] = rows.slice(at, at + 1);
  if (change.change === "insert") {
    // Not every device of the fleet fits every list; a twin of the last one does.
    records.insert(records === state.systems || row === undefined ? undefined : twin(row));
    return;
  }
  const id = row?._id ?? row?.id ?? row?.deviceId;
  if (typeof id === "string") records.remove(id);
}

function twin(row: Row): Row {
  if (row.email === undefined && row.serialNumber === undefined) return row;
  return { ...row, email: `twin.${textOf(row, "email")}`, serialNumber: `${textOf(row, "serialNumber")}X` };
}
