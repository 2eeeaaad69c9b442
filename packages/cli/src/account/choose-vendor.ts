import {
  checkValues,
  completeWay,
  loadVendors,
  type ValueProblem,
  type Values,
  type VendorDescriptor,
} from "@mdmkit/unified/vendors";
import type { Context } from "../process/context.ts";
import { EXIT } from "../process/exit-code.ts";
import { CommandError, usageError } from "../process/problem.ts";
import { suggest } from "../process/suggest.ts";
import type { Config } from "./config.ts";

/** A vendor and what is known to open an account with it. */
export type VendorChoice = {
  readonly descriptor: VendorDescriptor;
  readonly values: Values;
  /** Empty when the values suffice. */
  readonly problems: readonly ValueProblem[];
};

type Env = Context["env"];

/** The environment over the config file; a complete credential in the environment hides any in the file. */
export function gatherValues(
  { options, credentials }: Pick<VendorDescriptor, "options" | "credentials">,
  env: Env,
  file: Values = {},
): Values {
  const fromEnv = Object.fromEntries(
    options.flatMap(({ name, env: variable }) => (env[variable]?.trim() ? [[name, env[variable]]] : [])),
  );
  const secrets = credentials.flatMap(({ needs, takes = [] }) => [...needs, ...takes]);
  const isHidden = (name: string) =>
    completeWay(credentials, fromEnv) !== undefined && secrets.includes(name);
  const fromFile = Object.fromEntries(Object.entries(file).filter(([name]) => !isHidden(name)));
  return { ...fromFile, ...fromEnv };
}

/** Every vendor with what the environment and the config file say about it. */
export async function surveyVendors(env: Env, config: Config): Promise<VendorChoice[]> {
  const descriptors = await loadVendors();
  const unknown = Object.keys(config.values).find(
    (id) => !descriptors.some((descriptor) => descriptor.id === id),
  );
  if (unknown !== undefined) throw noSuchVendor(unknown, descriptors, ` named in ${config.path}`);
  return descriptors.map((descriptor) => {
    const values = gatherValues(descriptor, env, config.values[descriptor.id]);
    return { descriptor, values, problems: checkValues(descriptor, values) };
  });
}

/** Whether somebody began to set it up, if only in part. */
export const isConfigured = ({ values }: VendorChoice): boolean => Object.keys(values).length > 0;

type Wish = { readonly asked: string | undefined; readonly config: Config };

/** The vendors a run may be about: the one asked for, else the config file's, else those with credentials, else all. */
export function vendorsInQuestion(
  survey: readonly VendorChoice[],
  { asked, config }: Wish,
): readonly VendorChoice[] {
  const id = asked ?? config.vendor;
  if (id !== undefined) {
    const chosen = survey.find(({ descriptor }) => descriptor.id === id);
    const where = asked === undefined ? ` named in ${config.path}` : "";
    if (!chosen)
      throw noSuchVendor(
        id,
        survey.map(({ descriptor }) => descriptor),
        where,
      );
    return [chosen];
  }
  const configured = survey.filter(isConfigured);
  return configured.length > 0 ? configured : survey;
}

/** The only vendor in question, or the first of several: `orFirst`. */
export function chooseVendor(
  survey: readonly VendorChoice[],
  { orFirst, ...wish }: Wish & { orFirst?: boolean | undefined },
): VendorChoice {
  const [only, ...others] = vendorsInQuestion(survey, wish);
  if (only && (others.length === 0 || orFirst)) return only;
  const ids = [only, ...others].flatMap((choice) => choice?.descriptor.id ?? []).join(", ");
  if (survey.some(isConfigured))
    throw usageError(`There are credentials for ${ids}.`, "Choose one with --vendor ID.");
  throw new CommandError("No vendor is configured.", {
    exitCode: EXIT.credentials,
    advice: "`mdmkit vendors` shows which variables to set; --sandbox works without any.",
  });
}

function noSuchVendor(id: string, descriptors: readonly VendorDescriptor[], where: string): Error {
  const ids = descriptors.map((descriptor) => descriptor.id);
  return usageError(`There is no vendor ${id}${where}; there is ${ids.join(", ")}.`, suggest(id, ids));
}
