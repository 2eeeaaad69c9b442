import { InvalidInputError } from "@mdmkit/runtime";

/** Where a result ended: the account, the cursor of its page, and how many records of that page were shown. */
export type Position = {
  readonly account: string;
  readonly cursor?: string | undefined;
  readonly skip: number;
};

/** A page has no more records than a result has rows. */
const MAX_SKIP = 1000;

export function encodePosition({ account, cursor, skip }: Position): string {
  return Buffer.from(JSON.stringify([account, cursor ?? null, skip])).toString("base64url");
}

/** Accounts and cursors are checked by whoever uses them. */
export function decodePosition(text: string): Position {
  const value = parse(Buffer.from(text, "base64url").toString());
  if (!Array.isArray(value)) throw invalid();
  const [account, cursor, skip]: unknown[] = value;
  const isValid = typeof account === "string" && (cursor === null || typeof cursor === "string");
  if (!isValid || typeof skip !== "number" || !(skip >= 0 && skip <= MAX_SKIP)) throw invalid();
  return { account, cursor: cursor ?? undefined, skip };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw invalid();
  }
}

const invalid = () =>
  new InvalidInputError("Invalid cursor.", {
    advice: "Pass `next_cursor` of the result before, with the same arguments.",
  });
