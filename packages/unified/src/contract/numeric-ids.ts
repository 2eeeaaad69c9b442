import type { InvalidInputError, NotFoundError } from "@mdmkit/runtime";
import type { VendorErrors } from "./errors.ts";

/** Reads ids that are numbers. */
export type NumericIds = {
  /** The number in an id; undefined for any other text. */
  numberIn(id: string | null | undefined): number | undefined;
  /** The number of the record that a call is about. Throws `NotFoundError`: a record with another id does not exist. */
  recordNumber(operation: string, id: string): number;
  /** The number in the `id` of an input of that name. Throws `InvalidInputError`. */
  inputNumber(operation: string, input: string, id: string | null | undefined): number;
};

/** `digits` is the most that an id of the vendor has, at most 15: numbers of more digits are not exact. */
export function createNumericIds(
  { notFound, invalidInput }: VendorErrors,
  { digits }: { readonly digits: number },
): NumericIds {
  const form = new RegExp(`^[1-9]\\d{0,${digits - 1}}$`);
  const numberIn: NumericIds["numberIn"] = (id) => (id != null && form.test(id) ? Number(id) : undefined);
  const numberOr = (id: string | null | undefined, error: () => InvalidInputError | NotFoundError) => {
    const number = numberIn(id);
    if (number === undefined) throw error();
    return number;
  };
  return {
    numberIn,
    recordNumber: (operation, id) =>
      numberOr(id, () => notFound(operation, "record not found: its id must be a number.")),
    inputNumber: (operation, input, id) =>
      numberOr(id, () => invalidInput(operation, `The \`id\` of \`${input}\` must be a number.`)),
  };
}
