import {
  type CredentialScheme,
  checkValues,
  explainProblem,
  usableValues,
  type Values,
} from "@mdmkit/unified/vendors";
import { readLine } from "../account/prompt.ts";
import { usageError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import type { VendorDescription } from "./vendor-description.ts";

type Option = VendorDescription["options"][number];

/** Asks the user for the missing values, one line each. Secrets are not echoed. */
export async function askValues(
  context: Context,
  vendor: VendorDescription,
  known: Values,
): Promise<Record<string, string>> {
  const scheme = await askScheme(context, vendor.credentials);
  const ofOtherSchemes = vendor.credentials
    .flatMap(namesOf)
    .filter((name) => !namesOf(scheme).includes(name));
  const values: Record<string, string | undefined> = { ...known };
  for (const option of vendor.options) {
    if (values[option.name] !== undefined || ofOtherSchemes.includes(option.name)) continue;
    values[option.name] = await askValue(context, option, scheme.needs.includes(option.name));
  }
  const [problem] = checkValues(vendor, values);
  if (problem) throw usageError(explainProblem(problem, ({ description }) => description));
  return usableValues(vendor, values);
}

async function askScheme(context: Context, schemes: readonly CredentialScheme[]): Promise<CredentialScheme> {
  const [first, ...others] = schemes;
  if (first && others.length === 0) return first;
  const list = schemes.map(({ what }, index) => `  ${index + 1}  ${what}\n`).join("");
  const answer = await readLine(context, { question: `Type of credentials:\n${list}Number: ` });
  const selected = /^[1-9]\d?$/.test(answer.trim()) ? schemes[Number(answer) - 1] : undefined;
  if (selected) return selected;
  throw usageError(`Enter a number from 1 to ${schemes.length}.`);
}

async function askValue(context: Context, option: Option, isRequired: boolean): Promise<string | undefined> {
  const { description, choices, secret, example } = option;
  const facts = [
    ...(choices ? [choices.join(", ")] : secret ? [] : [`for example ${example}`]),
    ...(isRequired ? [] : ["optional, Enter to skip"]),
  ];
  const hint = facts.length > 0 ? ` (${facts.join("; ")})` : "";
  const question = `${description}${hint}: `;
  return (await readLine(context, { question, hidden: secret === true })).trim() || undefined;
}

const namesOf = ({ needs, takes = [] }: CredentialScheme): string[] => [...needs, ...takes];
