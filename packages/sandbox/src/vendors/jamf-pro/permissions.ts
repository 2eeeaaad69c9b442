import type { OperationSchemas } from "../../engine/document/operation-schemas.ts";

/** Where one privilege ends and the next begins; some have an "and" in their name. */
const between = / and (?=(?:Create|Read|Update|Delete|Send|View) )/;

/** The privileges of an operation; all of them are required. */
export function privilegesOf({ permission = [] }: OperationSchemas): string[] {
  return permission.flatMap((text) => text.split(between));
}

const newest = "11.30.1";

/** Whether a server of a version does not have an operation yet, after the document's quirk `absent-before-11-30`. */
export function isAbsent({ quirks = [] }: OperationSchemas, version: string | undefined): boolean {
  return quirks.some((quirk) => {
    const since = /^absent-before-(\d+)-(\d+)$/.exec(quirk);
    return since !== null && isBefore(version, [Number(since[1]), Number(since[2])]);
  });
}

export function isBefore(version: string = newest, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split(".").map(Number);
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}
