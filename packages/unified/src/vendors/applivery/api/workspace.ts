import type { AppliveryOptions } from "@mdmkit/applivery";
import { type AppliveryApi, type AppliveryReadApi, createApi } from "../generated/api/client.ts";

/** A client and the workspace it works in: plans show whole paths, and each path names it. */
export type AppliveryWorkspace = WorkspaceOf<AppliveryApi>;
/** The same with a client that can only read devices. */
export type AppliveryReadWorkspace = WorkspaceOf<AppliveryReadApi>;

type WorkspaceOf<Client> = { readonly client: Client; readonly organizationId: string };

export function openWorkspace(options: AppliveryOptions): AppliveryWorkspace {
  return { client: createApi(options), organizationId: options.organizationId };
}
