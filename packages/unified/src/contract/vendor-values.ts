import { InvalidInputError } from "@mdmkit/runtime";
import type { CredentialScheme, Values, VendorDescriptor, VendorOption } from "./vendor-option.ts";

type Facts = Pick<VendorDescriptor, "id" | "options" | "credentials">;
type MissingScheme = { readonly what: string; readonly missing: readonly VendorOption[] };

/** A problem with a set of values. It names options, never their values. */
export type ValueProblem =
  | {
      /** No credential scheme is complete. */
      readonly problem: "missing";
      /** The schemes that come closest, with what each lacks. */
      readonly schemes: readonly MissingScheme[];
    }
  | {
      /** An option has a value that it cannot have. */
      readonly problem: "invalid";
      /** The option. */
      readonly option: VendorOption;
      /** What it must be: `an https URL`. */
      readonly expected: string;
    }
  | {
      /** The vendor has no such option. */
      readonly problem: "unknown";
      /** The name that was given. */
      readonly name: string;
    };

/** The problems that prevent `create`. Empty when the values suffice. */
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
  if (!completeScheme(credentials, given))
    problems.push({ problem: "missing", schemes: missingSchemes(options, credentials, given) });
  return problems;
}

/** One sentence of advice. `nameOf` names an option, for example by its environment variable. */
export function explainProblem(problem: ValueProblem, nameOf: (option: VendorOption) => string): string {
  if (problem.problem === "unknown") return `Unknown option \`${problem.name}\`.`;
  if (problem.problem === "invalid") return `${nameOf(problem.option)} must be ${problem.expected}.`;
  const schemes = problem.schemes.map(
    ({ what, missing }) => `${missing.map(nameOf).join(" and ")} (${what})`,
  );
  return `Set ${schemes.join(", or ")}.`;
}

/** The values of the first complete scheme and of options outside all schemes. Throws for the first problem. */
export function usableValues(facts: Facts, values: Values): Record<string, string> {
  const [problem] = checkValues(facts, values);
  if (problem) {
    throw new InvalidInputError(
      explainProblem(problem, ({ name }) => `\`${name}\``),
      { vendor: facts.id },
    );
  }
  const given = givenValues(values);
  const scheme = completeScheme(facts.credentials, given);
  const own = scheme ? namesOf(scheme) : [];
  const others = facts.credentials.flatMap(namesOf).filter((name) => !own.includes(name));
  return Object.fromEntries(Object.entries(given).filter(([name]) => !others.includes(name)));
}

/** The credential scheme that will be used, if one is complete. */
export function completeScheme(
  schemes: readonly CredentialScheme[],
  values: Values,
): CredentialScheme | undefined {
  const given = givenValues(values);
  return schemes.find(({ needs }) => needs.every((name) => given[name] !== undefined));
}

function givenValues(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const trimmed = value?.trim();
      return trimmed ? [[name, trimmed]] : [];
    }),
  );
}

const namesOf = ({ needs, takes = [] }: CredentialScheme): string[] => [...needs, ...takes];

/** The missing options of each scheme; only of those begun, if any. */
function missingSchemes(
  options: Facts["options"],
  schemes: readonly CredentialScheme[],
  given: Values,
): MissingScheme[] {
  const begun = schemes.filter((scheme) => namesOf(scheme).some((name) => given[name] !== undefined));
  return (begun.length > 0 ? begun : schemes).map(({ what, needs }) => ({
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

/** Credentials are sent there: only encrypted, or to this machine. */
function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username || password) return false;
  return (
    protocol === "https:" || (protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname))
  );
}
