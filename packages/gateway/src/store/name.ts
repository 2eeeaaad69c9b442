import { InvalidInputError } from "@mdmkit/runtime";

const MAX_LENGTH = 200;

/** A name for people, trimmed. Throws `InvalidInputError` for one that is empty, too long or has control characters. */
export function validateName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length > 0 && trimmed.length <= MAX_LENGTH && !/\p{Cc}/u.test(trimmed)) return trimmed;
  throw new InvalidInputError(`\`name\` must have 1 to ${MAX_LENGTH} characters on one line.`);
}
