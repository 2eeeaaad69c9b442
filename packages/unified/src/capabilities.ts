import { ACTION_NAMES, toWireAction } from "./actions.ts";
import type { Capabilities } from "./model.ts";
import type { DeviceContract, UserContract, Vendor } from "./vendor.ts";

const OPERATIONS = ["list", "get", "create", "update", "delete"] as const;

/** What a vendor can do, read off its object: there is no second list to keep. */
export function capabilitiesOf(vendor: Vendor): Capabilities {
  const { devices, users } = vendor;
  return {
    vendor: vendor.id,
    devices: {
      ...resourceCapabilities(devices),
      actions: ACTION_NAMES.filter((name) => devices.actions?.[name]).map((name) => ({
        action: toWireAction(name),
        required_inputs: [...(devices.requiredInputs?.[name] ?? [])],
      })),
    },
    users: users ? resourceCapabilities(users) : { operations: [], filters: [] },
  };
}

function resourceCapabilities(contract: DeviceContract | UserContract): Capabilities["users"] {
  return {
    operations: OPERATIONS.filter((name) => contract[name]),
    filters: contract.filters.map((name) => ({
      name,
      applied_by: name in (contract.pushed ?? {}) ? "vendor" : "mdmkit",
    })),
    is_list_partial: contract.isListPartial ?? false,
  };
}

/** Whether `devices.update`, `users.list`, `devices.clearPasscode` … can work. */
export function isSupported(vendor: Vendor, capability: string): boolean {
  const [resource, member, ...rest] = capability.split(".");
  if (!member || rest.length > 0) return false;
  if (resource === "users") return OPERATIONS.some((name) => name === member && vendor.users?.[name]);
  if (resource !== "devices") return false;
  return (
    OPERATIONS.some((name) => name === member && vendor.devices[name]) ||
    ACTION_NAMES.some((name) => name === member && vendor.devices.actions?.[name])
  );
}
