import { InvalidInputError } from "@mdmkit/runtime";
import { type Capability, capabilitiesOf, isSupported } from "../contract/capabilities.ts";
import { unsupported } from "../contract/errors.ts";
import type { Mdm } from "../contract/mdm.ts";
import type { ListDriftProblem } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { countDrift } from "../records/drift.ts";
import { createActions } from "./actions.ts";
import type { CriteriaCall } from "./criteria.ts";
import { createMemberChanges, createMembers } from "./members.ts";
import { createRaw } from "./raw.ts";
import { createResource } from "./resource.ts";
import type { SetCriteriaCall } from "./set-criteria.ts";
import { withTagLookup } from "./tag-lookup.ts";

/** A vendor value that its document does not allow, or a computed field that failed. The value itself is not included. */
export type DriftEvent = {
  /** Vendor id. */
  readonly vendor: string;
  /** `devices`, `users` … */
  readonly resource: string;
  /** Path of the vendor's property, such as `mdm.vendor`, or the name of the failed computed field. */
  readonly property: string;
  /** What is wrong with the value. */
  readonly problem: ListDriftProblem;
  /** Number of records with such a value of this property since `connect`, including this one. */
  readonly count: number;
};

/** Options of a connection. */
export type ConnectOptions = {
  /** Called for every such value in a list or single read. `event.count === 1` is the first of its kind. */
  onDrift?(event: DriftEvent): void;
};

/**
 * Opens a vendor account. The result has exactly the methods that the vendor supports. For a vendor chosen at run time (typed
 * `Vendor`) it has all methods, and an unsupported one throws `UnsupportedCapabilityError`.
 *
 * @example
 * const mdm = connect(jumpcloud({ apiKey, organizationId }));
 * for await (const device of mdm.devices.list({ platform: "macos" })) console.log(device.serial_number);
 */
export function connect<V extends Vendor>(vendor: V, { onDrift }: ConnectOptions = {}): Mdm<V> {
  // JavaScript may pass the function that makes a vendor, or a vendor's own client.
  if (!vendor?.id)
    throw new InvalidInputError("pass what a vendor's function returns: connect(vendor({ … })).");
  const { users, apps, organizations, groups } = vendor;
  const noteDrift = (resource: string) =>
    onDrift && countDrift((drift) => onDrift({ vendor: vendor.id, resource, ...drift }));
  const noteDevices = noteDrift("devices");

  const mdm = {
    vendor: { id: vendor.id, name: vendor.name },
    raw: createRaw(vendor),
    devices: {
      ...createResource(vendor, "devices", withTagLookup(vendor), noteDevices),
      ...createActions(vendor, noteDevices),
    },
    users: createResource(vendor, "users", users, noteDrift("users")),
    apps: createResource(vendor, "apps", apps, noteDrift("apps")),
    organizations: createResource(vendor, "organizations", organizations, noteDrift("organizations")),
    groups: {
      ...createResource(vendor, "groups", groups, noteDrift("groups")),
      members: createMembers(vendor, noteDrift("groups.members")),
      ...createMemberChanges(vendor),
      criteria: async (...call: CriteriaCall) => (await import("./criteria.ts")).readCriteria(vendor, call),
      setCriteria: async (...call: SetCriteriaCall) =>
        (await import("./set-criteria.ts")).setCriteria(vendor, call),
    },
    check: async ({ signal }: { signal?: AbortSignal } = {}) => {
      if (!vendor.check) throw unsupported(vendor, "check");
      return vendor.check({ signal, primary: { signal } });
    },
    supports: (capability: Capability) => isSupported(vendor, capability),
    capabilities: () => capabilitiesOf(vendor),
  };
  // The only place where the run-time object, which has every method, gets the type that hides unsupported ones.
  return mdm as unknown as Mdm<V>;
}
