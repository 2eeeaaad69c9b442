import { operationSchemas, schemas, servers } from "@mdmkit/jamf-pro/schemas";
import type { Collection } from "../../engine/records/collection.ts";
import { textOf } from "../../engine/records/values.ts";
import type { Call, VendorResponse } from "../../engine/request/call.ts";
import type { ListChange, VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { authHandlers, createSecrets, refusedToken } from "./auth.ts";
import { jamfProError } from "./errors.ts";
import { appHandlers } from "./handlers/apps.ts";
import { catalogHandlers } from "./handlers/catalog.ts";
import { classicHandlers } from "./handlers/classic.ts";
import { complianceHandlers } from "./handlers/compliance.ts";
import { computerHandlers } from "./handlers/computers.ts";
import type { Context, Handler, JamfProOperationId } from "./handlers/handler.ts";
import { mdmHandlers } from "./handlers/mdm.ts";
import { mobileDeviceHandlers } from "./handlers/mobile-devices.ts";
import { updateHandlers } from "./handlers/updates.ts";
import { userHandlers } from "./handlers/users.ts";
import { type JamfProCredentials, type JamfProOptions, OPTIONS } from "./options.ts";
import { missingPrivilege } from "./privileges.ts";
import { createState, type JamfProState } from "./state/state.ts";
import { isAbsent } from "./versions.ts";

export type { JamfProCredentials, JamfProOptions } from "./options.ts";

const document = { operationSchemas, schemas, servers };

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...appHandlers,
  ...authHandlers,
  ...catalogHandlers,
  ...classicHandlers,
  ...complianceHandlers,
  ...computerHandlers,
  ...mdmHandlers,
  ...mobileDeviceHandlers,
  ...updateHandlers,
  ...userHandlers,
};

/** The fake Jamf Pro: the Jamf Pro API below `/api` and the Classic API below `/JSSResource`. */
export const jamfPro: VendorFactory<
  JamfProOptions,
  JamfProState,
  JamfProCredentials,
  JamfProOperationId,
  "clientId" | "clientSecret"
> = (options, vendorContext) => {
  const state = createState(options, vendorContext);
  const secrets = createSecrets(vendorContext.fleet.seed);
  const fail: Context["fail"] = (call, problem) => jamfProError(call.operation, problem);
  const context: Context = { state, secrets, options, fail };
  return {
    origin: "https://jamf-pro.sandbox.example",
    basePath: "",
    overLimit: "cut",
    document,
    state,
    handled: Object.keys(handlers),
    options: OPTIONS,
    handle: (call) => handlers[call.operationId]?.(call, context),
    authenticate: (call) => refusal(call, context),
    error: jamfProError,
    changeList: (operationId, change) => changeList(state, operationId, change),
    credentials: () => secrets,
    scheme: ["clientId", "clientSecret"],
  };
};

/** What stands before an operation: its version, the token, the role. */
function refusal(call: Call, { state, options, fail }: Context): VendorResponse | undefined {
  // A server that does not know a path says so as it does for any other.
  if (isAbsent(call.operation, options.version))
    return jamfProError(undefined, { status: 404, message: "Not Found" });
  const refused = refusedToken(call, state);
  if (refused) return fail(call, refused);
  const missing = missingPrivilege(call.operationId, options.privileges);
  return missing === undefined
    ? undefined
    : fail(call, { status: 403, message: "Forbidden", code: "INVALID_PRIVILEGE" });
}

function changeList(state: JamfProState, operationId: string, change: ListChange): void {
  const records = recordsBehind(state, operationId);
  const rows = records.rows("id");
  if (change.change === "insert") {
    const [last] = rows.slice(rows.length - 1, rows.length);
    // People are as many as the fleet has; a twin of the last one is somebody new.
    records.insert(
      records === state.users && last ? { ...last, username: `twin.${textOf(last, "username")}` } : undefined,
    );
    return;
  }
  const at = change.which === "first" ? 0 : rows.length - 1;
  const [row] = rows.slice(at, at + 1);
  const id = row?.id ?? row?.mobileDeviceId;
  if (typeof id === "string") records.remove(id);
}

/** What an operation lists. */
function recordsBehind(state: JamfProState, operationId: string): Collection {
  if (operationId.includes("User")) return state.users;
  if (operationId.includes("Site")) return state.sites;
  if (operationId.includes("Application")) return state.managedApps;
  return /^list(Mobile|Paired)/.test(operationId) ? state.mobileDevices : state.computers;
}
