import { requiredInputs } from "../generated/inputs.ts";
import type { ActionRule } from "./action-rules.ts";
import { ACTION_NAMES, type ActionName, toWireAction } from "./actions.ts";
import type { Capabilities } from "./model.ts";
import type { Vendor } from "./vendor.ts";

/** The resources that a vendor may have. */
export const RESOURCES = ["devices", "users", "apps", "organizations"] as const;
export type ResourceName = (typeof RESOURCES)[number];

const OPERATIONS = ["list", "get", "create", "update", "delete"] as const;

/** The capabilities of a vendor, derived from its object. */
export function capabilitiesOf(vendor: Vendor): Capabilities {
  const { devices } = vendor;
  return {
    vendor: vendor.id,
    devices: {
      ...resourceCapabilities(devices),
      actions: ACTION_NAMES.filter((name) => devices?.actions?.[name]).map((name) =>
        actionCapability(name, devices?.actionRules?.[name]),
      ),
      command_status: devices?.command !== undefined,
    },
    users: resourceCapabilities(vendor.users),
    apps: resourceCapabilities(vendor.apps),
    organizations: resourceCapabilities(vendor.organizations),
  };
}

function actionCapability(
  name: ActionName,
  { platforms, inputs = {}, note }: ActionRule<Readonly<Record<string, unknown>>> = {},
): Capabilities["devices"]["actions"][number] {
  return {
    action: toWireAction(name),
    inputs: Object.entries(inputs).map(([input, rule = {}]) => ({
      name: input,
      need: rule.need ?? (requiresInput(name, input) ? "required" : "optional"),
      ...(rule.platforms && { platforms: [...rule.platforms] }),
      ...(rule.values && { values: [...rule.values] }),
    })),
    ...(platforms && { platforms: [...platforms] }),
    ...(note !== undefined && { note }),
  };
}

/** Whether the unified document requires an input, though perhaps as null. */
function requiresInput(action: ActionName, input: string): boolean {
  const required: Readonly<Record<string, object>> = requiredInputs;
  return Object.hasOwn(required[toWireAction(action)] ?? {}, input);
}

function resourceCapabilities(contract: Vendor[ResourceName]): Capabilities["users"] {
  if (!contract) return { operations: [], filters: [] };
  return {
    operations: OPERATIONS.filter((name) => contract[name]),
    filters: contract.filters.map((name) => ({ name, applied_by: placeOf(name, contract) })),
    is_list_partial: contract.getOnly !== undefined,
  };
}

/** Where a filter is applied may depend on its value. This gives the best case. */
function placeOf(
  name: string,
  { pushed = {}, narrowed = {} }: NonNullable<Vendor[ResourceName]>,
): Capabilities["users"]["filters"][number]["applied_by"] {
  if (Object.hasOwn(pushed, name)) return "vendor";
  return Object.hasOwn(narrowed, name) ? "both" : "mdmkit";
}

/** Whether a vendor supports `devices.update`, `users.list`, `devices.clearPasscode` … */
export function isSupported(vendor: Vendor, capability: string): boolean {
  const [first, member, ...rest] = capability.split(".");
  const resource = RESOURCES.find((name) => name === first);
  if (!resource || !member || rest.length > 0) return false;
  if (OPERATIONS.some((name) => name === member && vendor[resource]?.[name])) return true;
  if (resource !== "devices") return false;
  if (member === "command") return vendor.devices?.command !== undefined;
  return ACTION_NAMES.some((name) => name === member && vendor.devices?.actions?.[name]);
}
