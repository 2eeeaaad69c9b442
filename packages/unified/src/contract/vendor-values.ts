import { InvalidInputError } from "@mdmkit/runtime";
import type { CredentialWay, Values, VendorDescriptor, VendorOption } from "./vendor-option.ts";

type Facts = Pick<VendorDescriptor, "id" | "options" | "credentials">;
type MissingWay = { readonly what: string; readonly missing: readonly VendorOption[] };

/** What is wrong with a set of values; tells of options, never of their values. */
export type ValueProblem =
  | { readonly problem: "missing"; readonly ways: readonly MissingWay[] }
  | { readonly problem: "invalid"; readonly option: VendorOption; readonly expected: string }
  | { readonly problem: "unknown"; readonly name: string };

/** What stands in the way of `create`; empty when the values suffice. */
export function checkValues({ options, credentials }: Facts, values: Values): ValueProblem[] {
  const given = givenValues(values);
  const problems: ValueProblem[] = [];
  for (const name of Object.keys(given)) {
    if (!options.some((option) => option.name === name)) problems.push({ problem: "unknown", name });
  }
  for (const option of options) {
    const expected = expectationMissed(option, given[option.name]);
    if (expected !== undefined) problems.push({ problem: "invalid", option, expected });
  }
  if (!completeWay(credentials, given))
    problems.push({ problem: "missing", ways: missingWays(options, credentials, given) });
  return problems;
}

/** One sentence on what to do; `nameOf` says where an option is set: its environment variable, say. */
export function explainProblem(problem: ValueProblem, nameOf: (option: VendorOption) => string): string {
  if (problem.problem === "unknown") return `There is no option \`${problem.name}\`.`;
  if (problem.problem === "invalid") return `${nameOf(problem.option)} must be ${problem.expected}.`;
  const ways = problem.ways.map(({ what, missing }) => `${missing.map(nameOf).join(" and ")} (${what})`);
  return `Set ${ways.join(", or ")}.`;
}

/** The values of the first complete way and of what belongs to no way; throws for the first problem. */
export function usableValues(facts: Facts, values: Values): Record<string, string> {
  const [problem] = checkValues(facts, values);
  if (problem) {
    throw new InvalidInputError(
      explainProblem(problem, ({ name }) => `\`${name}\``),
      { vendor: facts.id },
    );
  }
  const given = givenValues(values);
  const way = completeWay(facts.credentials, given);
  const own = way ? namesOf(way) : [];
  const others = facts.credentials.flatMap(namesOf).filter((name) => !own.includes(name));
  return Object.fromEntries(Object.entries(given).filter(([name]) => !others.includes(name)));
}

/** The way of credentials that will be used, if one is complete. */
export function completeWay(ways: readonly CredentialWay[], values: Values): CredentialWay | undefined {
  const given = givenValues(values);
  return ways.find(({ needs }) => needs.every((name) => given[name] !== undefined));
}

function givenValues(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const trimmed = value?.trim();
      return trimmed ? [[name, trimmed]] : [];
    }),
  );
}

const namesOf = ({ needs, takes = [] }: CredentialWay): string[] => [...needs, ...takes];

/** What each way still lacks; where one was begun, only that one, because it is what the person is after. */
function missingWays(options: Facts["options"], ways: readonly CredentialWay[], given: Values): MissingWay[] {
  const begun = ways.filter((way) => namesOf(way).some((name) => given[name] !== undefined));
  return (begun.length > 0 ? begun : ways).map(({ what, needs }) => ({
    what,
    missing: options.filter(({ name }) => needs.includes(name) && given[name] === undefined),
  }));
}

function expectationMissed({ choices, kind }: VendorOption, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (choices && !choices.includes(value)) return `one of ${choices.join(", ")}`;
  if (kind === "url" && !isSafeUrl(value)) return "an https URL without user name and password";
  return undefined;
}

/** Credentials go there: encrypted, or not leaving this machine. */
function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username || password) return false;
  return (
    protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname))
  );
}
