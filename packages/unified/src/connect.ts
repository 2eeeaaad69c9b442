import { createActions } from "./act.ts";
import { capabilitiesOf, isSupported } from "./capabilities.ts";
import { assertConfirmed } from "./confirm.ts";
import type { Mdm } from "./methods.ts";
import { createResource } from "./resource.ts";
import type { Vendor } from "./vendor.ts";

/**
 * Opens one vendor account. What comes back has exactly the methods that vendor can serve; for a vendor chosen at
 * run time (typed `Vendor`) it has all of them, and one that cannot work throws `UnsupportedCapabilityError`.
 */
export function connect<V extends Vendor>(vendor: V): Mdm<V> {
  const { devices, users } = vendor;
  const mdm = {
    vendor: { id: vendor.id, name: vendor.name },
    raw: vendor.client,
    devices: {
      ...createResource(vendor, "devices", devices, async (id, confirm, { signal }) => {
        const device = devices.map(await devices.get(id, { detail: "identity", signal }));
        assertConfirmed({ vendor: vendor.id, operation: "devices.delete" }, device, confirm);
      }),
      ...createActions(vendor),
    },
    users: createResource(vendor, "users", users, async (id, confirm) => {
      assertConfirmed({ vendor: vendor.id, operation: "users.delete" }, { id }, confirm);
    }),
    check: ({ signal }: { signal?: AbortSignal } = {}) => vendor.check({ signal }),
    supports: (capability: string) => isSupported(vendor, capability),
    capabilities: () => capabilitiesOf(vendor),
  };
  // The one place where the run-time object, which has every method, takes the type that hides what cannot work.
  return mdm as unknown as Mdm<V>;
}
