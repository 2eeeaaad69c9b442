import {
  type CredentialScheme,
  checkValues,
  explainProblem,
  type Values,
  type VendorDescriptor,
} from "@mdmkit/unified/vendors";
import type { Questions } from "./questions.ts";

type Option = VendorDescriptor["options"][number];
type Described = Pick<VendorDescriptor, "id" | "credentials" | "options">;

/** Asks which vendor the account is of. */
export async function askVendor(
  questions: Questions,
  vendors: readonly VendorDescriptor[],
): Promise<VendorDescriptor | undefined> {
  const id = await questions.select(
    "Which vendor?",
    vendors.map(({ id: value, name: label }) => ({ value, label })),
  );
  return vendors.find((vendor) => vendor.id === id);
}

/** Asks for the values that are not known. Those of one credential scheme are asked for, and those that every account can have. */
export async function askAccount(
  questions: Questions,
  vendor: Described,
  known: Values,
): Promise<Record<string, string>> {
  const scheme = await askScheme(questions, vendor.credentials);
  const own = scheme ? namesOf(scheme) : [];
  const others = vendor.credentials.flatMap(namesOf).filter((name) => !own.includes(name));
  const values = Object.fromEntries(
    Object.entries(known).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  );
  for (const option of vendor.options) {
    if (values[option.name] !== undefined || others.includes(option.name)) continue;
    const value = await askValue(questions, vendor, {
      option,
      isNeeded: scheme?.needs.includes(option.name) ?? false,
    });
    if (value !== "") values[option.name] = value;
  }
  return values;
}

async function askScheme(
  questions: Questions,
  schemes: readonly CredentialScheme[],
): Promise<CredentialScheme | undefined> {
  const [first, ...others] = schemes;
  if (others.length === 0) return first;
  const index = await questions.select(
    "Which credentials?",
    schemes.map(({ what: label }, at) => ({ value: String(at), label })),
  );
  return schemes[Number(index)];
}

async function askValue(
  questions: Questions,
  vendor: Described,
  { option, isNeeded }: { option: Option; isNeeded: boolean },
): Promise<string> {
  const { name, description, secret, choices, example } = option;
  const check = (typed: string): string | undefined => {
    if (typed.trim() === "") return isNeeded ? "A value is needed." : undefined;
    const problem = checkValues(vendor, { [name]: typed }).find((one) => one.problem === "invalid");
    return problem && explainProblem(problem, () => "The value");
  };
  const message = isNeeded ? description : `${description} (optional: Enter leaves it out)`;
  if (secret) return questions.secret(message, { check });
  if (choices) {
    const none = isNeeded ? [] : [{ value: "", label: "the vendor's default" }];
    return questions.select(description, [...none, ...choices.map((value) => ({ value, label: value }))]);
  }
  return questions.text(message, { placeholder: example, check });
}

const namesOf = ({ needs, takes = [] }: CredentialScheme): string[] => [...needs, ...takes];
