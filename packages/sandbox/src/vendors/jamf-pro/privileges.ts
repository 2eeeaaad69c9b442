import { operationSchemas } from "@mdmkit/jamf-pro/schemas";

/** Where one privilege ends and the next begins; some have an "and" in their name. */
const between = / and (?=(?:Create|Read|Update|Delete|Send|View) )/;

/** What an operation needs: all of them. */
export function privilegesOf(operationId: string): string[] {
  return operationSchemas[operationId]?.permission?.flatMap((text) => text.split(between)) ?? [];
}

/** The first privilege an operation needs and a role lacks. */
export function missingPrivilege(
  operationId: string,
  held: readonly string[] | undefined,
): string | undefined {
  if (held === undefined) return undefined;
  return privilegesOf(operationId).find((privilege) => !held.includes(privilege));
}
