import { InvalidInputError } from "@mdmkit/runtime";
import { requiredInputs } from "../generated/inputs.ts";
import { type ActionRule, conditionsOf } from "./action-rules.ts";
import { ACTION_NAMES, type ActionName, toWireAction } from "./actions.ts";
import type { Capabilities } from "./model.ts";
import type { Vendor } from "./vendor.ts";

/** The resources that a vendor may have. */
export const RESOURCES = ["devices", "users", "apps", "organizations", "groups"] as const;
/** The name of a resource. */
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
    groups: {
      ...resourceCapabilities(vendor.groups),
      members: vendor.groups?.members !== undefined,
      criteria: vendor.groups?.criteria !== undefined,
      set_criteria: vendor.groups?.setCriteria !== undefined,
      add_members: vendor.groups?.addMembers !== undefined,
      remove_members: vendor.groups?.removeMembers !== undefined,
    },
  };
}

function actionCapability(
  name: ActionName,
  rule: ActionRule<Readonly<Record<string, unknown>>> = {},
): Capabilities["devices"]["actions"][number] {
  const { platforms, inputs = {} } = rule;
  const note = conditionsOf(rule);
  return {
    action: toWireAction(name),
    inputs: Object.entries(inputs).map(([input, taken = {}]) => ({
      name: input,
      need: taken.need ?? (requiresInput(name, input) ? "required" : "optional"),
      ...(taken.platforms && { platforms: [...taken.platforms] }),
      ...(taken.values && { values: [...taken.values] }),
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
    filters: contract.filters.map((name) => ({ name, applied_by: appliedBy(name, contract) })),
    is_list_partial: contract.getOnly !== undefined,
  };
}

/** Where a filter is applied may depend on its value. This gives the best case. */
function appliedBy(
  name: string,
  { pushed = {}, narrowed = {} }: NonNullable<Vendor[ResourceName]>,
): Capabilities["users"]["filters"][number]["applied_by"] {
  if (Object.hasOwn(pushed, name)) return "vendor";
  return Object.hasOwn(narrowed, name) ? "both" : "mdmkit";
}

/** A method that a vendor may support: `devices.update`, `users.list`, `devices.clearPasscode`, `devices.command`, `groups.members`. */
export type Capability =
  | `${ResourceName}.${(typeof OPERATIONS)[number]}`
  | `devices.${ActionName}`
  | "devices.command"
  | `groups.${(typeof GROUP_METHODS)[number]}`;

const GROUP_METHODS = ["members", "criteria", "setCriteria", "addMembers", "removeMembers"] as const;

/** Whether a vendor supports a method. Throws `InvalidInputError` for a name that no vendor has. */
export function isSupported(vendor: Vendor, capability: Capability): boolean {
  for (const name of RESOURCES)
    for (const operation of OPERATIONS)
      if (capability === `${name}.${operation}`) return vendor[name]?.[operation] !== undefined;
  if (capability === "devices.command") return vendor.devices?.command !== undefined;
  const method = GROUP_METHODS.find((name) => capability === `groups.${name}`);
  if (method) return vendor.groups?.[method] !== undefined;
  const action = ACTION_NAMES.find((name) => capability === `devices.${name}`);
  if (action) return vendor.devices?.actions?.[action] !== undefined;
  throw new InvalidInputError(`Unknown capability ${JSON.stringify(capability)}.`, {
    vendor: vendor.id,
    operation: "supports",
    advice: "Pass a method's name, such as `devices.update`, `users.list` or `devices.clearPasscode`.",
  });
}
