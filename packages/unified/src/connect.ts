import { createActions } from "./act.ts";
import { capabilitiesOf, isSupported } from "./capabilities.ts";
import { createCommand } from "./command.ts";
import { assertConfirmed } from "./confirm.ts";
import { assertUnchanged } from "./freshness.ts";
import type { Mdm } from "./methods.ts";
import { type Confirm, createResource } from "./resource.ts";
import type { Vendor } from "./vendor.ts";

/**
 * Opens one vendor account. What comes back has exactly the methods that vendor can serve; for a vendor chosen at
 * run time (typed `Vendor`) it has all of them, and one that cannot work throws `UnsupportedCapabilityError`.
 */
export function connect<V extends Vendor>(vendor: V): Mdm<V> {
  const { devices, users, apps, organizations } = vendor;

  const confirmDevice: Confirm = async (id, confirm, { signal, ifUnchanged }) => {
    const origin = { vendor: vendor.id, operation: "devices.delete" };
    const detail = ifUnchanged ? "full" : "identity";
    const device = devices.map(await devices.get(id, { detail, signal, primary: { signal } }));
    assertUnchanged(origin, device, ifUnchanged);
    assertConfirmed(origin, device, confirm);
  };
  const confirmId =
    (operation: string): Confirm =>
    async (id, confirm) =>
      assertConfirmed({ vendor: vendor.id, operation }, { id }, confirm);

  const mdm = {
    vendor: { id: vendor.id, name: vendor.name },
    raw: vendor.client,
    devices: {
      ...createResource(vendor, "devices", devices, confirmDevice),
      ...createActions(vendor),
      command: createCommand(vendor),
    },
    users: createResource(vendor, "users", users, confirmId("users.delete")),
    apps: createResource(vendor, "apps", apps, confirmId("apps.delete")),
    organizations: createResource(vendor, "organizations", organizations, confirmId("organizations.delete")),
    check: ({ signal }: { signal?: AbortSignal } = {}) => vendor.check({ signal, primary: { signal } }),
    supports: (capability: string) => isSupported(vendor, capability),
    capabilities: () => capabilitiesOf(vendor),
  };
  // The one place where the run-time object, which has every method, takes the type that hides what cannot work.
  return mdm as unknown as Mdm<V>;
}
