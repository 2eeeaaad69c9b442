import { ConfirmationError } from "@mdmkit/runtime";
import type { Device } from "../contract/model.ts";

/**
 * Throws unless `confirm` is the current id or serial number of the record, so that an outdated screen or a wrong variable
 * cannot wipe another device. A dry run sends nothing and needs no confirmation, but one that is given must be right.
 */
export function assertConfirmed(
  origin: { vendor: string; operation: string },
  record: Pick<Device, "id" | "serial_number">,
  {
    confirm,
    dryRun,
    what = "the record's id or serial number",
  }: { confirm?: unknown; dryRun?: boolean | undefined; what?: string },
): void {
  if (dryRun && confirm === undefined) return;
  if (typeof confirm === "string" && confirm !== "" && [record.id, record.serial_number].includes(confirm))
    return;
  const problem = confirm === undefined || confirm === "" ? "is missing" : "names another record";
  throw new ConfirmationError(`The confirmation ${problem}.`, {
    ...origin,
    outcome: "not-sent",
    advice: `Pass \`confirm\` with ${what}.`,
  });
}
