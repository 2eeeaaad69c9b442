import { safetyOf } from "@mdmkit/runtime";
import type { Vendor } from "@mdmkit/unified";
import { currentCallDetails } from "../operations/call-facts.ts";

/** A vendor that calls `beginWrite` of the current call before each write, which the call can still refuse. */
export function announceWrites(vendor: Vendor): Vendor {
  const { client } = vendor;
  return {
    ...vendor,
    client: {
      ...client,
      async request(operation, input, options) {
        if (isWrite(vendor, operation)) await currentCallDetails()?.beginWrite?.();
        return client.request(operation, input, options);
      },
    },
  };
}

export function isWrite({ operations }: Pick<Vendor, "operations">, name: string): boolean {
  const operation = operations[name];
  return operation !== undefined && safetyOf(operation) !== "read";
}
