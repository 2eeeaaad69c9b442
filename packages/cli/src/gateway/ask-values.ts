import {
  type CredentialWay,
  checkValues,
  explainProblem,
  usableValues,
  type Values,
} from "@mdmkit/unified/vendors";
import { readLine } from "../account/prompt.ts";
import type { Context } from "../process/context.ts";
import { usageError } from "../process/problem.ts";
import type { VendorFacts } from "./vendor-facts.ts";

type Option = VendorFacts["options"][number];

/** Asks a person for what is missing, a line each; what is secret is not shown. */
export async function askValues(
  context: Context,
  vendor: VendorFacts,
  known: Values,
): Promise<Record<string, string>> {
  const way = await askWay(context, vendor.credentials);
  const elsewhere = vendor.credentials.flatMap(namesOf).filter((name) => !namesOf(way).includes(name));
  const values: Record<string, string | undefined> = { ...known };
  for (const option of vendor.options) {
    if (values[option.name] !== undefined || elsewhere.includes(option.name)) continue;
    values[option.name] = await askOne(context, option, way.needs.includes(option.name));
  }
  const [problem] = checkValues(vendor, values);
  if (problem) throw usageError(explainProblem(problem, ({ description }) => description));
  return usableValues(vendor, values);
}

async function askWay(context: Context, ways: readonly CredentialWay[]): Promise<CredentialWay> {
  const [first, ...others] = ways;
  if (first && others.length === 0) return first;
  const list = ways.map(({ what }, index) => `  ${index + 1}  ${what}\n`).join("");
  const answer = await readLine(context, { question: `How does it sign in?\n${list}Number: ` });
  const chosen = /^[1-9]\d?$/.test(answer.trim()) ? ways[Number(answer) - 1] : undefined;
  if (chosen) return chosen;
  throw usageError(`A number from 1 to ${ways.length} is wanted.`);
}

async function askOne(context: Context, option: Option, isNeeded: boolean): Promise<string | undefined> {
  const { description, choices, secret, example } = option;
  const facts = [
    ...(choices ? [choices.join(", ")] : secret ? [] : [`such as ${example}`]),
    ...(isNeeded ? [] : ["Enter to leave it out"]),
  ];
  const hint = facts.length > 0 ? ` (${facts.join("; ")})` : "";
  const question = `${description}${hint}: `;
  return (await readLine(context, { question, hidden: secret === true })).trim() || undefined;
}

const namesOf = ({ needs, takes = [] }: CredentialWay): string[] => [...needs, ...takes];
