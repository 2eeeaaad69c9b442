import type { Capabilities } from "@mdmkit/unified";
import { capabilitiesOf, exampleValues, type VendorDescriptor } from "@mdmkit/unified/vendors";
import type { Resource } from "../resource.ts";

/** What a vendor supports. */
export type VendorSupport = {
  readonly id: string;
  /** Display name. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Fields that are not in lists and that `--hydrate` can fill. */
  readonly hydrates: Readonly<Record<Resource, readonly string[]>>;
};

/** Needs no account: the vendor is created with example values and sends no request. */
export async function loadVendorSupport(descriptor: VendorDescriptor): Promise<VendorSupport> {
  const vendor = await descriptor.create(exampleValues(descriptor));
  return {
    id: descriptor.id,
    name: descriptor.name,
    capabilities: capabilitiesOf(vendor),
    hydrates: {
      devices: vendor.devices?.getOnly ?? [],
      users: vendor.users?.getOnly ?? [],
      apps: vendor.apps?.getOnly ?? [],
      organizations: vendor.organizations?.getOnly ?? [],
      groups: vendor.groups?.getOnly ?? [],
    },
  };
}

/**
 * A help text with the vendors it applies to, such as `lock the device (only jumpcloud)`. No vendors are named when it
 * applies to all of them; undefined when it applies to no vendor.
 */
export function withVendors(
  text: string,
  vendors: readonly VendorSupport[],
  applies: (vendor: VendorSupport) => boolean,
): string | undefined {
  const included = vendors.filter(applies).map(({ id }) => id);
  const excluded = vendors.filter((vendor) => !applies(vendor)).map(({ id }) => id);
  if (included.length === 0) return undefined;
  if (excluded.length === 0) return text;
  const which =
    included.length <= excluded.length ? `only ${included.join(", ")}` : `not ${excluded.join(", ")}`;
  return `${text} (${which})`;
}

export const hasAction = ({ capabilities }: VendorSupport, name: string): boolean =>
  capabilities.devices.actions.some(({ action }) => action === name);

type ActionCapability = Capabilities["devices"]["actions"][number];

/** On which platforms an action works, with which inputs, and under which conditions; `nameOf` spells an input. */
export function actionRules(
  { platforms, inputs, note }: ActionCapability,
  nameOf: (input: string) => string,
): string[] {
  const described = inputs.map(({ name, need, platforms: on, values }) => {
    const details = [...(need === "optional" ? [] : [need]), ...(on ? [`on ${on.join(", ")}`] : [])];
    const choice = values ? [values.join(", ")] : [];
    const more = [...details, ...choice].join("; ");
    return more === "" ? nameOf(name) : `${nameOf(name)} (${more})`;
  });
  return [
    ...(platforms ? [`on ${platforms.join(", ")}`] : []),
    ...(described.length > 0 ? [`with ${described.join(", ")}`] : []),
    ...(note ? [note] : []),
  ];
}
