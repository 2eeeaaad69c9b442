import {
  checkValues,
  completeScheme,
  loadVendors,
  type ValueProblem,
  type Values,
  type VendorDescriptor,
} from "@mdmkit/unified/vendors";
import { usageError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { suggest } from "../process/suggest.ts";
import type { Config } from "./config.ts";

/** A vendor, with the values that the environment and the config file have for it. */
export type VendorSetup = {
  readonly descriptor: VendorDescriptor;
  readonly values: Values;
  /** Empty when an account can be opened. */
  readonly problems: readonly ValueProblem[];
};

type Env = Context["env"];

/** Variables override the config file. A complete credential in the environment replaces any credential in the file. */
export function gatherValues(
  { options, credentials }: Pick<VendorDescriptor, "options" | "credentials">,
  env: Env,
  file: Values = {},
): Values {
  const fromEnv = Object.fromEntries(
    options.flatMap(({ name, env: variable }) => (env[variable]?.trim() ? [[name, env[variable]]] : [])),
  );
  const credentialNames = credentials.flatMap(({ needs, takes = [] }) => [...needs, ...takes]);
  const isReplaced = (name: string) =>
    completeScheme(credentials, fromEnv) !== undefined && credentialNames.includes(name);
  const fromFile = Object.fromEntries(Object.entries(file).filter(([name]) => !isReplaced(name)));
  return { ...fromFile, ...fromEnv };
}

/** Every known vendor, with its values from the environment and the config file. */
export async function loadVendorSetups(env: Env, config: Config): Promise<VendorSetup[]> {
  const descriptors = await loadVendors();
  const ids = descriptors.map(({ id }) => id);
  const unknown = Object.keys(config.values).find((id) => !ids.includes(id));
  if (unknown !== undefined) throw unknownVendor(unknown, ids, config.path);
  return descriptors.map((descriptor) => {
    const values = gatherValues(descriptor, env, config.values[descriptor.id]);
    return { descriptor, values, problems: checkValues(descriptor, values) };
  });
}

/** Some value is set, though perhaps not all that the vendor needs. */
export const isConfigured = ({ values }: VendorSetup): boolean => Object.keys(values).length > 0;

export function unknownVendor(id: string, known: readonly string[], file: string | undefined): Error {
  const where = file === undefined ? "" : ` in ${file}`;
  return usageError(`Unknown vendor ${id}${where}. Known vendors: ${known.join(", ")}.`, suggest(id, known));
}
