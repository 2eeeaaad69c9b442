import { isRecord } from "@mdmkit/runtime";
import type { OptionTable } from "../args/options.ts";
import { usageError } from "../process/command-error.ts";
import type { Context } from "../process/context.ts";
import { parseJson, readInput } from "../process/json-input.ts";

export const IF_UNCHANGED_OPTION = {
  "if-unchanged": {
    type: "text",
    value: "FILE",
    summary:
      "send only if owner and enrollment are unchanged since this record (JSON, or - for standard input)",
  },
} as const satisfies OptionTable;

/** The record that was read before, of `--if-unchanged`. Errors do not quote the file. */
export async function readRecordBefore(
  context: Context,
  path: string | undefined,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (path === undefined) return undefined;
  const record = parseJson(await readInput(context, path));
  if (isRecord(record) && typeof record.id === "string") return record;
  throw usageError(
    "--if-unchanged is not a record in JSON.",
    "Expected: the output of `mdmkit devices get ID --output json`.",
  );
}
