import { InvalidInputError, type Operation, type OperationInput } from "@mdmkit/runtime";
import type { Vendor } from "../contract/vendor.ts";

type Called = { readonly name: string; readonly operation: Operation };

const PLACES = ["path", "query", "header", "cookie"] as const;

/** The input with what the account fixes. Throws for parameters that the operation does not have, which the vendor would ignore. */
export function prepareInput(
  { id, scope = {} }: Pick<Vendor, "id" | "scope">,
  { name, operation: { takes = {}, querystring } }: Called,
  given: OperationInput,
): OperationInput {
  const refuse = (problem: string, advice: string) =>
    new InvalidInputError(problem, { vendor: id, operation: name, outcome: "not-sent", advice });
  const unknown = Object.keys(given).filter(
    (key) => key !== "body" && !PLACES.some((place) => place === key),
  );
  if (unknown.length > 0)
    throw refuse(`Unknown input ${unknown.join(", ")}.`, `Known: ${PLACES.join(", ")}, body.`);
  const input: Record<string, unknown> = { ...given };
  for (const place of PLACES) {
    if (place === "query" && querystring) continue; // It is one value.
    const names = takes[place] ?? [];
    const values = given[place] ?? {};
    const misspelled = Object.keys(values).filter((one) => values[one] !== undefined && !names.includes(one));
    if (misspelled.length > 0)
      throw refuse(
        `Unknown ${place} parameter ${misspelled.join(", ")}.`,
        names.length > 0 ? `Known: ${names.join(", ")}.` : `The operation has no ${place} parameters.`,
      );
    const fixed = Object.entries((place === "path" || place === "query" ? scope[place] : undefined) ?? {});
    const own = fixed.filter(([one]) => names.includes(one));
    const other = own.find(([one, value]) => values[one] != null && String(values[one]) !== String(value));
    if (other)
      throw refuse(`The ${place} parameter ${other[0]} is not that of this account.`, "Leave it out.");
    if (own.length > 0) input[place] = { ...values, ...Object.fromEntries(own) };
  }
  return input;
}
