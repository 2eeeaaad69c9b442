import type { Capabilities } from "@mdmkit/unified";
import { capabilitiesOf, exampleValues, type VendorDescriptor } from "@mdmkit/unified/vendors";
import type { Resource } from "../output/columns.ts";

/** What a vendor can do, found out without an account. */
export type Ability = {
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Whether `--type` can say which device a bare id means. */
  readonly hasKinds: boolean;
  /** Fields that lists lack and `--hydrate` fills. */
  readonly hydrates: Readonly<Record<Resource, readonly string[]>>;
};

export async function abilityOf(descriptor: VendorDescriptor): Promise<Ability> {
  const vendor = await descriptor.create(exampleValues(descriptor));
  return {
    id: descriptor.id,
    name: descriptor.name,
    capabilities: capabilitiesOf(vendor),
    hasKinds: vendor.devices?.qualifyId !== undefined,
    hydrates: {
      devices: vendor.devices?.getOnly ?? [],
      users: vendor.users?.getOnly ?? [],
      apps: vendor.apps?.getOnly ?? [],
      organizations: vendor.organizations?.getOnly ?? [],
    },
  };
}

/** A phrase for help, with the vendors it holds for unless that is all of them; undefined when it holds for none. */
export function phraseFor(
  text: string,
  abilities: readonly Ability[],
  has: (ability: Ability) => boolean,
): string | undefined {
  const having = abilities.filter(has).map(({ id }) => id);
  const lacking = abilities.filter((ability) => !has(ability)).map(({ id }) => id);
  if (having.length === 0) return undefined;
  if (lacking.length === 0) return text;
  const who = having.length <= lacking.length ? `only ${having.join(", ")}` : `not ${lacking.join(", ")}`;
  return `${text} (${who})`;
}

export const hasAction = ({ capabilities }: Ability, name: string): boolean =>
  capabilities.devices.actions.some(({ action }) => action === name);
