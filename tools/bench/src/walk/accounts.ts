import { createAppliveryClient } from "@mdmkit/applivery";
import { createIvantiNeuronsClient } from "@mdmkit/ivanti-neurons";
import { createJamfProClient } from "@mdmkit/jamf-pro";
import { createJumpCloudClient } from "@mdmkit/jumpcloud";
import type { TransportOptions } from "@mdmkit/runtime";
import type { Vendor } from "@mdmkit/unified";
import { applivery } from "@mdmkit/unified/vendors/applivery";
import { ivantiNeurons } from "@mdmkit/unified/vendors/ivanti-neurons";
import { jamfPro } from "@mdmkit/unified/vendors/jamf-pro";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";

type ServerOptions = { baseUrl: string } & Pick<TransportOptions, "fetch">;

/** How each vendor's account is opened: by its own client, and for `connect`. */
export type Account = {
  paginate(server: ServerOptions, pageSize: number): AsyncIterable<unknown>;
  vendor(server: ServerOptions): Vendor & Required<Pick<Vendor, "devices">>;
};

const organizationId = "5f0000000000000000000000";
const deviceSpaceId = 23003;

const accounts: Readonly<Record<string, Account>> = {
  jumpcloud: {
    paginate: (place, limit) =>
      createJumpCloudClient({ apiKey: "k", ...place }).paginate("systems_list", { query: { limit } }),
    vendor: (place) => jumpcloud({ apiKey: "k", ...place }),
  },
  "ivanti-neurons": {
    paginate: (place, rows) =>
      createIvantiNeuronsClient({ token: "t", ...place }).paginate("listDevices", {
        query: { dmPartitionId: deviceSpaceId, rows },
      }),
    vendor: (place) => ivantiNeurons({ token: "t", deviceSpaceId, ...place }),
  },
  applivery: {
    paginate: (place, limit) =>
      createAppliveryClient({ token: "t", organizationId, ...place }).paginate("listDevices", {
        query: { subType: "device", limit },
      }),
    vendor: (place) => applivery({ token: "t", organizationId, ...place }),
  },
  "jamf-pro": {
    paginate: (place, size) =>
      createJamfProClient({ token: "t", ...place }).paginate("listComputers", {
        query: { "page-size": size },
      }),
    vendor: (place) => jamfPro({ token: "t", ...place }),
  },
};

export function accountOf(vendor: string): Account {
  const account = accounts[vendor];
  if (account) return account;
  throw new Error(`Unknown vendor ${vendor}. Vendors with an account: ${Object.keys(accounts).join(", ")}.`);
}
