import { InvalidInputError } from "@mdmkit/runtime";
import { checkValues, explainProblem, loadVendor } from "@mdmkit/unified/vendors";
import type { AccountValues } from "./store.ts";

/** What a vendor can be opened with, trimmed and without blanks. Throws `InvalidInputError`, which names options and no values. */
export async function checkedValues(vendor: string, values: AccountValues): Promise<AccountValues> {
  const descriptor = await loadVendor(vendor);
  const problems = checkValues(descriptor, values);
  if (problems.length > 0) {
    const sentences = problems.map((problem) => explainProblem(problem, ({ name }) => `\`${name}\``));
    throw new InvalidInputError(sentences.join(" "), { vendor: descriptor.id });
  }
  const trimmed = Object.entries(values).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(trimmed.filter(([, value]) => value !== ""));
}
