import * as document from "@mdmkit/jamf-pro/schemas";
import { missingPermission } from "../../engine/document/operation-schemas.ts";
import type { Collection } from "../../engine/records/collection.ts";
import { createTable } from "../../engine/records/table.ts";
import type { Call, VendorResponse } from "../../engine/request/call.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { authHandlers, createSecrets, refusedToken } from "./auth.ts";
import { buildings, departments, extensionAttributes } from "./catalog.ts";
import { jamfProError } from "./errors.ts";
import { appHandlers } from "./handlers/apps.ts";
import { classicHandlers } from "./handlers/classic.ts";
import { computerHandlers, showComputer } from "./handlers/computers.ts";
import { groupHandlers } from "./handlers/groups.ts";
import type { Context, Handler, JamfProOperationId } from "./handlers/handler.ts";
import { listDeclared } from "./handlers/lists.ts";
import { mdmHandlers } from "./handlers/mdm.ts";
import { mobileDeviceHandlers } from "./handlers/mobile-devices.ts";
import { updateHandlers } from "./handlers/updates.ts";
import { userGroupHandlers } from "./handlers/user-groups.ts";
import { userHandlers } from "./handlers/users.ts";
import { IDS } from "./inventory.ts";
import { type JamfProCredentials, type JamfProOptions, OPTIONS } from "./options.ts";
import { isAbsent, privilegesOf } from "./permissions.ts";
import { createState, type JamfProState } from "./state/state.ts";

export type { JamfProCredentials, JamfProOptions } from "./options.ts";

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...appHandlers,
  ...authHandlers,
  ...classicHandlers,
  ...groupHandlers,
  ...userGroupHandlers,
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
    collections: collectionsOf(state),
    ids: IDS,
    rendering: {
      list: (call, collection) => listDeclared(call, context, collection),
      show: (call, row) => (call.collection === state.computers ? showComputer(call, context) : row),
    },
    options: OPTIONS,
    handle: (call) => handlers[call.operationId]?.(call, context),
    authenticate: (call) => refusal(call, context),
    error: jamfProError,
    credentials: () => secrets,
    scheme: ["clientId", "clientSecret"],
  };
};

/** What is checked before an operation: its version, the token, the role. */
function refusal(call: Call, { state, options, fail }: Context): VendorResponse | undefined {
  // A server without the operation responds as to any unknown path.
  if (isAbsent(call.operation, options.version))
    return jamfProError(undefined, { status: 404, message: "Not Found" });
  const refused = refusedToken(call, state);
  if (refused) return fail(call, refused);
  const permission = privilegesOf(call.operation);
  return missingPermission({ ...call.operation, permission }, options.privileges) === undefined
    ? undefined
    : fail(call, { status: 403, message: "Forbidden", code: "INVALID_PRIVILEGE" });
}

/** By their names in the document. */
function collectionsOf(state: JamfProState): Readonly<Record<string, Collection>> {
  return {
    computer: state.computers,
    mobile_device: state.mobileDevices,
    user: state.users,
    computer_group: state.groups.computer,
    mobile_device_group: state.groups.mobile,
    user_group: state.userGroups,
    site: state.sites,
    department: createTable(IDS, departments),
    building: createTable(IDS, buildings),
    computer_extension_attribute: createTable(IDS, extensionAttributes.computer),
    mobile_device_extension_attribute: createTable(IDS, extensionAttributes.mobile),
    update_plan: state.updatePlans,
    managed_app: state.managedApps,
  };
}
