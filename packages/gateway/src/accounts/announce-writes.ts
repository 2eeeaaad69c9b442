import { type OperationTable, safetyOf } from "@mdmkit/runtime";
import type { Vendor } from "@mdmkit/unified";
import { currentCallDetails } from "../operations/call-details.ts";

/** A vendor that calls `beginWrite` of the current call before each write, which the call can still refuse. */
export function announceWrites(vendor: Vendor): Vendor {
  const openRaw = vendor.openRaw?.bind(vendor);
  return {
    ...vendor,
    client: announcing(vendor.client, vendor.operations),
    ...(openRaw && {
      openRaw: async () => {
        const { client, operations } = await openRaw();
        return { client: announcing(client, operations), operations };
      },
    }),
  };
}

function announcing<Client extends Vendor["client"]>(client: Client, operations: OperationTable): Client {
  return {
    ...client,
    async request(...[name, input, options]: Parameters<Client["request"]>) {
      const operation = operations[name];
      if (operation && safetyOf(operation) !== "read") await currentCallDetails()?.beginWrite?.();
      return client.request(name, input, options);
    },
  };
}
