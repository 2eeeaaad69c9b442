import { InvalidInputError } from "@mdmkit/runtime";

const LONGEST = 200;

/** A name people gave, trimmed; throws `InvalidInputError` for one that is empty, too long or has control characters. */
export function checkedName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length > 0 && trimmed.length <= LONGEST && !/\p{Cc}/u.test(trimmed)) return trimmed;
  throw new InvalidInputError(`\`name\` must have 1 to ${LONGEST} characters and be on one line.`);
}
