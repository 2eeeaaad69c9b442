import type { Call } from "../args/call.ts";
import { createStyle } from "../process/style.ts";
import { createCsvFormat } from "./csv.ts";
import { toJsonLine, toPrettyJson } from "./json.ts";
import { printable } from "./printable.ts";
import { toFacts } from "./table.ts";
import { display, displayTime, isObject, pickPaths } from "./value.ts";

export type OneOptions = {
  readonly fields?: readonly string[] | undefined;
  /** What the table shows instead of every property. */
  readonly facts?: readonly (readonly [name: string, value: string])[];
};

/** Prints one record or answer in the format asked for. */
export async function writeOne(call: Call, value: object, { fields, facts }: OneOptions = {}): Promise<void> {
  const { stdout } = call.context;
  const picked = fields ? pickPaths(value, fields) : value;
  switch (call.globals.output) {
    case "json":
      return stdout.write(toPrettyJson(picked));
    case "ndjson":
      return stdout.write(`${toJsonLine(picked, undefined)}\n`);
    case "csv":
      return stdout.write(
        createCsvFormat({ fields: fields ?? Object.keys(value), verbatim: false }).records([value]),
      );
    default:
      return stdout.write(toFacts(facts ?? factsOf(picked), createStyle(stdout)));
  }
}

/** Every property as a line; members of objects get lines of their own. */
export function factsOf(value: object, prefix = ""): [name: string, value: string][] {
  return Object.entries(value).flatMap(([name, member]): [string, string][] => {
    if (member === undefined) return [];
    const path = prefix + name;
    if (isObject(member) && Object.keys(member).length > 0) return factsOf(member, `${path}.`);
    return [[printable(path), printable(name.endsWith("_at") ? displayTime(member) : display(member))]];
  });
}
