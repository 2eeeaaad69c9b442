import * as document from "@mdmkit/ivanti-neurons/schemas";
import { textOf } from "../../engine/records/values.ts";
import { viewOf } from "../../engine/records/view.ts";
import type { ListChange, VendorFactory } from "../../engine/vendor/vendor-model.ts";
import { createCredentials, isAuthentic } from "./auth.ts";
import { ivantiNeuronsError } from "./errors.ts";
import { actionHandlers } from "./handlers/actions.ts";
import { attributeHandlers } from "./handlers/attributes.ts";
import { configHandlers } from "./handlers/configs.ts";
import { deviceHandlers } from "./handlers/devices.ts";
import type { Context, Handler, IvantiNeuronsOperationId } from "./handlers/handler.ts";
import { masked } from "./handlers/records.ts";
import { tenantHandlers } from "./handlers/tenant.ts";
import { userHandlers } from "./handlers/users.ts";
import { type IvantiNeuronsCredentials, type IvantiNeuronsOptions, OPTIONS } from "./options.ts";
import { createState, deviceOf, type IvantiNeuronsState } from "./state/state.ts";

export type { IvantiNeuronsCredentials, IvantiNeuronsOptions } from "./options.ts";

const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...deviceHandlers,
  ...attributeHandlers,
  ...actionHandlers,
  ...configHandlers,
  ...userHandlers,
  ...tenantHandlers,
};

/** The fake Ivanti Neurons for MDM: all of the document, for one tenant with some device spaces. */
export const ivantiNeurons: VendorFactory<
  IvantiNeuronsOptions,
  IvantiNeuronsState,
  IvantiNeuronsCredentials,
  IvantiNeuronsOperationId,
  "username" | "password"
> = (options, vendorContext) => {
  const state = createState(options, vendorContext);
  const credentials = createCredentials(vendorContext.fleet.seed);
  const context: Context = { state, masked: options.gdprProfile ? masked : (row) => row };
  return {
    origin: "https://na1.mobileiron.sandbox.example",
    basePath: "",
    overLimit: "reject",
    document,
    state,
    handled: Object.keys(handlers),
    // A path names a device by its id or its guid.
    collections: {
      device: viewOf(state.devices, { key: (idOrGuid) => String(deviceOf(state, idOrGuid)?.id) }),
      user: state.users,
    },
    options: OPTIONS,
    handle: (call) => handlers[call.operationId]?.(call, context),
    authenticate: (call) =>
      isAuthentic(call, credentials)
        ? undefined
        : ivantiNeuronsError({ status: 401, message: "Unauthorized" }),
    error: (_operation, problem) => ivantiNeuronsError(problem),
    changeList: (operationId, change) => changeList(state, operationId, change),
    credentials: () => credentials,
    scheme: ["username", "password"],
  };
};

/** Changes the list behind an operation; for devices, the part of it that is in the default space. */
function changeList(
  { devices, users, inventory }: IvantiNeuronsState,
  operationId: string,
  change: ListChange,
): void {
  const isOfUsers = operationId === "listUsers";
  const records = isOfUsers ? users : devices;
  const inDefaultSpace = (index: number) => inventory.spaceOf(index) === inventory.spaceIds[0];
  const places = records.indexes().filter((index) => isOfUsers || inDefaultSpace(index));
  const idOf = isOfUsers ? inventory.accountId : inventory.deviceId;
  const last = places.at(-1);
  if (change.change === "insert") {
    const twin = last === undefined ? undefined : records.get(idOf(last));
    records.insert(isOfUsers && twin ? { ...twin, uid: `twin.${textOf(twin, "uid")}` } : undefined);
    return;
  }
  const index = change.which === "first" ? places[0] : last;
  if (index !== undefined) records.remove(idOf(index));
}
