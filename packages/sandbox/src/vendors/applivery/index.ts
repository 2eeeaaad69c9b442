import { operationSchemas, schemas, servers } from "@mdmkit/applivery/schemas";
import type { VendorResponse } from "../../engine/request/call.ts";
import type { ListChange, VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createToken, refused } from "./auth.ts";
import { refusal } from "./errors.ts";
import { androidHandlers } from "./handlers/android.ts";
import { appleHandlers } from "./handlers/apple.ts";
import { deviceHandlers } from "./handlers/devices.ts";
import type { AppliveryOperationId, Handler } from "./handlers/handler.ts";
import { userHandlers } from "./handlers/users.ts";
import { windowsHandlers } from "./handlers/windows.ts";
import { type AppliveryCredentials, type AppliveryOptions, OPTIONS } from "./options.ts";
import { type AppliveryState, createState } from "./state/state.ts";

export type { AppliveryCredentials, AppliveryOptions } from "./options.ts";

const document = { operationSchemas, schemas, servers };

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
    changeList: (operationId, change) => changeList(state, operationId, change),
    credentials: () => ({ token, organizationId: inventory.organizationId }),
    scheme: ["token", "organizationId"],
  };
};

/** Changes the list behind an operation. */
function changeList({ users, devices }: AppliveryState, operationId: string, change: ListChange): void {
  const records = operationId === "listMdmUsers" ? users : devices;
  if (change.change === "insert") {
    records.insert();
    return;
  }
  const rows = records.rows("id");
  const at = change.which === "first" ? 0 : rows.length - 1;
  const [row] = rows.slice(at, at + 1);
  records.remove(String(row?.id));
}
