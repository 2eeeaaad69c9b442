import { isRecord } from "@mdmkit/runtime";
import type { Device } from "@mdmkit/unified";
import type { Target } from "./format.ts";
import { gapLine } from "./report.ts";
import { type OneOptions, writeOne } from "./write-result.ts";

type Gaps = NonNullable<Device["gaps"]>;

/** Prints a record, and on stderr which of its fields could not be read. JSON has them in `gaps`. */
export async function writeRecord(
  target: Target,
  record: object,
  { fields }: Pick<OneOptions, "fields"> = {},
): Promise<void> {
  const { gaps: _gaps, ...rest }: { gaps?: unknown } = record;
  const { output } = target.globals;
  await writeOne(target, output === "json" || output === "ndjson" ? record : rest, { fields });
  await writeGaps(target, record);
}

/** Prints on stderr which fields of a record could not be read. */
export async function writeGaps(target: Target, { gaps }: { gaps?: unknown }): Promise<void> {
  if (isGaps(gaps)) await target.info(...gaps.map(gapLine));
}

const isGaps = (value: unknown): value is Gaps => Array.isArray(value) && value.every(isRecord);
