import { InvalidInputError } from "@mdmkit/runtime";
import { isRecord } from "../records/record.ts";

/** What a snapshot in a file starts with. */
export type FileHead<Format extends string, Version extends number> = {
  readonly format: Format;
  readonly version: Version;
};

/** Parses a file of this format and version. Throws `InvalidInputError` for another one, without quoting the file. */
export function parseFile(text: string, { format, version }: FileHead<string, number>): object {
  const file = parseJson(text);
  if (!isRecord(file) || memberOf(file, "format") !== format)
    throw invalidFile(`it is not a file of format ${format}`);
  if (memberOf(file, "version") !== version) {
    throw invalidFile(`its version is not ${version}, the one this mdmkit reads`);
  }
  return file;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidFile("it is not JSON"); // the parser's message would quote the file
  }
}

export function invalidFile(reason: string): InvalidInputError {
  return new InvalidInputError(`Invalid snapshot: ${reason}. Take a new one.`);
}

export function isReport(value: unknown): boolean {
  return (
    typeof memberOf(value, "complete") === "boolean" &&
    isListOf(memberOf(value, "gaps"), (gap) => isListOf(memberOf(gap, "fields"), isText))
  );
}

export const isText = (value: unknown): boolean => typeof value === "string";

export function isListOf(value: unknown, test: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(test);
}

/** Whether a value is an object with members that all pass the test. */
export function isObjectOf(value: unknown, test: (member: unknown) => boolean): boolean {
  return isRecord(value) && Object.values(value).every(test);
}

export function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) ? Reflect.get(value, name) : undefined;
}
