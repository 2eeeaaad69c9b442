import type { TransportOptions } from "@mdmkit/runtime";
import type { Vendor } from "@mdmkit/unified";
import { applivery } from "@mdmkit/unified/vendors/applivery";
import { ivantiNeurons } from "@mdmkit/unified/vendors/ivanti-neurons";
import { jamfPro } from "@mdmkit/unified/vendors/jamf-pro";
import { jumpcloud } from "@mdmkit/unified/vendors/jumpcloud";

type ServerOptions = { baseUrl: string } & Pick<TransportOptions, "fetch">;
type OpenVendor = (server: ServerOptions) => Vendor & Required<Pick<Vendor, "devices">>;

const organizationId = "5f0000000000000000000000";
const deviceSpaceId = 23003;

/** How the vendors of the fleets are opened. */
const vendors: Readonly<Record<string, OpenVendor>> = {
  jumpcloud: (server) => jumpcloud({ apiKey: "k", ...server }),
  "ivanti-neurons": (server) => ivantiNeurons({ token: "t", deviceSpaceId, ...server }),
  applivery: (server) => applivery({ token: "t", organizationId, ...server }),
  "jamf-pro": (server) => jamfPro({ token: "t", ...server }),
};

export function openVendor(vendor: string, server: ServerOptions): ReturnType<OpenVendor> {
  const open = vendors[vendor];
  if (open) return open(server);
  throw new Error(`Unknown vendor ${vendor}. Vendors with an account: ${Object.keys(vendors).join(", ")}.`);
}
