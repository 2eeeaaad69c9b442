import * as document from "@mdmkit/applivery/schemas";
import type { Collection } from "../../engine/records/collection.ts";
import type { VendorResponse } from "../../engine/request/call.ts";
import type { VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createToken, refused } from "./auth.ts";
import { refusal } from "./errors.ts";
import { androidHandlers } from "./handlers/android.ts";
import { appleHandlers } from "./handlers/apple.ts";
import { deviceHandlers } from "./handlers/devices.ts";
import type { AppliveryOperationId, Handler } from "./handlers/handler.ts";
import { listPlatform } from "./handlers/platform-devices.ts";
import { listUsers, userHandlers, userView } from "./handlers/users.ts";
import { recordView } from "./handlers/views.ts";
import { windowsHandlers } from "./handlers/windows.ts";
import { indexOfId } from "./ids.ts";
import { type AppliveryCredentials, type AppliveryOptions, OPTIONS } from "./options.ts";
import { type AppliveryState, createState } from "./state/state.ts";

export type { AppliveryCredentials, AppliveryOptions } from "./options.ts";

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...deviceHandlers,
  ...userHandlers,
  ...appleHandlers,
  ...androidHandlers,
  ...windowsHandlers,
};

/** The fake Applivery: one workspace, below its id or its slug. */
export const applivery: VendorFactory<
  AppliveryOptions,
  AppliveryState,
  AppliveryCredentials,
  AppliveryOperationId,
  "token" | "organizationId"
> = (options, context) => {
  const state = createState(options, context);
  const { inventory } = state;
  const token = createToken(context.fleet.seed);
  const hidden = (response: VendorResponse): VendorResponse =>
    options.hiddenFailures && response.status >= 400 && response.status < 500
      ? { ...response, status: 200 }
      : response;
  return {
    origin: "https://api.applivery.sandbox.example",
    basePath: "",
    overLimit: "reject",
    document,
    state,
    handled: Object.keys(handlers),
    collections: collectionsOf(state),
    account: { organizationId: state.inventory.organizationId },
    ids: { id: (index) => state.inventory.otherId("sample", index), index: indexOfId },
    rendering: {
      envelope: "data",
      list: (call, collection) =>
        collection === state.users ? listUsers(call, state) : listPlatform(call, collection, state),
      show: (call, row) => (call.collection === state.users ? userView(state)(row) : recordView(row, state)),
    },
    options: OPTIONS,
    handle(call) {
      const response = handlers[call.operationId]?.(call, state);
      return response && hidden(response);
    },
    authenticate(call) {
      const response = refused(call, { token, inventory });
      return response && hidden(response);
    },
    error: (_operation, problem) => refusal(problem),
    credentials: () => ({ token, organizationId: inventory.organizationId }),
    scheme: ["token", "organizationId"],
  };
};

/** By their names in the document. */
function collectionsOf({ records, ...state }: AppliveryState): Readonly<Record<string, Collection>> {
  return {
    mdm_user: state.users,
    device: state.devices,
    device_audience: state.audiences,
    apple_device: records.apple,
    android_device: records.android,
    windows_device: records.windows,
    aosp_device: records.aosp,
  };
}
