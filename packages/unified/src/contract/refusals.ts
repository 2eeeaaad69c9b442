import { InvalidInputError, InvalidResponseError, NotFoundError } from "@mdmkit/runtime";

/** What a vendor's adapter throws, with the vendor and the operation it belongs to. */
export type Refusals = {
  /** What a caller asked for and the vendor cannot hold; nothing was sent. */
  invalid(operation: string, message: string): InvalidInputError;
  /** A cursor in a form that no list gave. */
  noCursor(operation?: string): InvalidInputError;
  /** What the vendor does not have, known without its answer or from a list of it. */
  notFound(operation: string, message: string): NotFoundError;
  /** An answer that nothing can be done with. */
  unusable(operation: string, problem: string): InvalidResponseError;
};

/** `api` is what should have answered: "Acme's API". */
export function refusalsFor(vendor: string, api: string): Refusals {
  const invalid: Refusals["invalid"] = (operation, message) =>
    new InvalidInputError(message, { vendor, operation });
  return {
    invalid,
    noCursor: (operation) => new InvalidInputError(NO_CURSOR, operation ? { vendor, operation } : { vendor }),
    notFound: (operation, message) => new NotFoundError(message, { vendor, operation, status: 404 }),
    unusable: (operation, problem) =>
      new InvalidResponseError(`${problem} Is this ${api}?`, { vendor, operation, reason: "shape" }),
  };
}

export const NO_CURSOR =
  "The cursor is none a list gave: pass on `next` or `previous` of a page unchanged, with the same filters.";
