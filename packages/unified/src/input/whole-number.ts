import { InvalidInputError } from "@mdmkit/runtime";

/** A count that a caller gave; throws `InvalidInputError` for anything but a whole number from `least` up. */
export function wholeNumber(value: number | undefined, name: string, least: number): number | undefined {
  if (value === undefined || (Number.isInteger(value) && value >= least)) return value;
  throw new InvalidInputError(`\`${name}\` must be a whole number from ${least} up.`);
}
