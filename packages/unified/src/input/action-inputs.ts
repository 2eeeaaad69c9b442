import { InvalidInputError } from "@mdmkit/runtime";
import type { ActionRule } from "../contract/action-rules.ts";
import { type ActionName, toWireAction } from "../contract/actions.ts";
import type { Unsupported } from "../contract/device-contract.ts";
import type { Device } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { requiredInputs } from "../generated/inputs.ts";
import { inputs } from "../generated/write-inputs.ts";
import { type Members, problemOf } from "./check-value.ts";
import type { Origin } from "./options.ts";

type Rule = ActionRule<Readonly<Record<string, unknown>>>;

/** The names of an action's inputs in the unified document. */
export function inputsOf(action: ActionName): string[] {
  return Object.keys(inputs[toWireAction(action)]);
}

/**
 * Throws, before any request, for an input that the unified document does not allow, that is missing, or that the vendor does not
 * use with this action. Null counts as not given, except where the document or the vendor requires a value.
 */
export function assertInputs(origin: Origin, { vendor, action }: ActionOf, call: object): void {
  const { inputs: rules = {}, oneOf = [] } = ruleOf(vendor, action);
  const allowed: Members = { ...inputs[toWireAction(action)], remote_data: "object" };
  const required = requiredOf(action, rules);
  const given = new Map(Object.entries(call));
  for (const [name, values] of Object.entries(allowed)) {
    const value = given.get(name);
    const mayBeNull = required.get(name);
    if (value === undefined ? mayBeNull !== undefined : value === null && mayBeNull === false)
      throw refused(origin, `\`${name}\` is required.`);
    if (value == null) continue;
    const problem = problemOf(name, rules[name]?.values ?? values, value);
    if (problem !== undefined) throw refused(origin, problem);
    if (!rules[name] && name !== "remote_data")
      throw refused(
        origin,
        `${vendor.name} does not use \`${name}\` here. ${usedInputs(Object.keys(rules))}`,
      );
  }
  if (oneOf.length > 0 && oneOf.every((name) => given.get(name) == null))
    throw refused(origin, `One of ${oneOf.map((name) => `\`${name}\``).join(" and ")} is required.`);
}

/** The call with null for every input of the vendor that was not given, which is what planners expect. */
export function withInputs<Call extends object>({ vendor, action }: ActionOf, call: Call): Call {
  const copy = { ...call };
  const { inputs: rules = {} } = ruleOf(vendor, action);
  for (const name of Object.keys(rules))
    if (Reflect.get(copy, name) === undefined) Reflect.set(copy, name, null);
  return copy;
}

/** Throws for an input that devices of this platform do not take, and for one that they need and that is missing. */
export function assertPlatformInputs(
  origin: Origin,
  { vendor, action }: ActionOf,
  { device, call }: { device: Pick<Device, "platform">; call: object },
): void {
  const { inputs: rules = {} } = ruleOf(vendor, action);
  const { platform } = device;
  const given = new Map(Object.entries(call));
  for (const [name, rule] of Object.entries(rules)) {
    if (!rule?.platforms) continue;
    const isTaken = rule.platforms.some((one) => one === platform);
    const isGiven = given.get(name) != null;
    const on = rule.platforms.join(", ");
    if (isGiven && !isTaken)
      throw refused(
        origin,
        `Devices with the platform ${platform ?? "unknown"} do not support \`${name}\`; ${on} do. Leave it out or pass null.`,
      );
    if (!isGiven && isTaken && rule.need === "required")
      throw refused(origin, `\`${name}\` is required for devices with the platform ${platform}.`);
  }
}

type ActionOf = { readonly vendor: Vendor; readonly action: ActionName };

/** Why an action does not work on a device, by its platform and supervision as far as they are known. */
export function refusalOf(
  { vendor, action }: ActionOf,
  device: Pick<Device, "platform" | "is_supervised" | "os_version">,
): Unsupported | undefined {
  const { platforms, supervised } = ruleOf(vendor, action);
  const platform = device.platform ?? "unknown";
  if (platforms && platform !== "unknown" && !platforms.includes(platform))
    return { unsupported: `${vendor.name} supports this action on ${platforms.join(", ")} only.` };
  if (supervised && platform !== "macos" && isUnsupervised(device))
    return { unsupported: "Apple supports this on supervised devices only. This device is not supervised." };
  return undefined;
}

/** Of a device that has not reported yet, which shows by its missing version, it is not known. */
const isUnsupervised = ({ is_supervised, os_version }: Pick<Device, "is_supervised" | "os_version">) =>
  is_supervised === false && os_version != null;

function ruleOf({ devices }: Vendor, action: ActionName): Rule {
  return devices?.actionRules?.[action] ?? {};
}

/** The inputs that the document or the vendor requires on all platforms: true for those that may be null. */
function requiredOf(action: ActionName, rules: NonNullable<Rule["inputs"]>): Map<string, boolean> {
  const byDocument: Readonly<Record<string, Readonly<Record<string, boolean>>>> = requiredInputs;
  const required = new Map(Object.entries(byDocument[toWireAction(action)] ?? {}));
  for (const [name, rule] of Object.entries(rules)) {
    if (rule?.need === "required" && rule.platforms === undefined) required.set(name, false);
  }
  return required;
}

const usedInputs = (names: readonly string[]): string =>
  names.length > 0 ? `It uses ${names.join(", ")}.` : "It uses no inputs.";

const refused = (origin: Origin, problem: string): InvalidInputError =>
  new InvalidInputError(problem, { ...origin, outcome: "not-sent" });
