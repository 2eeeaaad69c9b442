import { type AppliveryOptions, secretAnswers, secretBodies } from "@mdmkit/applivery";
import { text } from "../../mapping/values.ts";
import type { Account, ReadRequest, Vendor } from "../../vendor.ts";
import { createApps } from "./apps.ts";
import { createApi } from "./client.ts";
import { createDevices } from "./manage-devices.ts";
import * as operations from "./operations.ts";
import { createOrganizations } from "./organizations.ts";
import { pageQuery, toPage } from "./paging.ts";
import { createUsers } from "./users.ts";

export { type AppliveryFailureCode, type AppliveryOptions, appliveryFailure } from "@mdmkit/applivery";
export type { AppliveryApp } from "./app-record.ts";
export type { AppliveryOrganization } from "./map-organization.ts";
export type { AppliveryDevice } from "./record.ts";

/** Applivery for `connect`. */
export function applivery(options: AppliveryOptions) {
  const api = createApi(options);
  const { client, organizationId } = api;
  return {
    id: "applivery",
    name: "Applivery",
    client,
    operations,
    secretAnswers,
    secretBodies,
    devices: createDevices(api),
    users: createUsers(api),
    apps: createApps(api),
    organizations: createOrganizations(api),

    /** A device tells whose it is; where there is none, only that the credential is good is known. */
    async check({ signal }: ReadRequest): Promise<Account> {
      const paging = pageQuery(undefined, 1);
      const answer = await client.listDevices(
        { path: { organizationId }, query: { subType: "device", ...paging } },
        { signal },
      );
      const info = toPage(answer, paging, "listDevices").items[0]?.organizationInfo;
      return {
        organizationId: text(info?.id) ?? (/^[0-9a-f]{24}$/i.test(organizationId) ? organizationId : null),
        organizationName: text(info?.name) ?? null,
      };
    },
  } satisfies Vendor;
}
