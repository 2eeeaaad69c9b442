import {
  AbortedError,
  AuthenticationError,
  MdmError,
  NotFoundError,
  PermissionError,
  UnsupportedOperationError,
} from "@mdmkit/runtime";
import type { Device, ListGap } from "./model.ts";
import type { GetRequest } from "./resource-contract.ts";

/** Reads that complete a record but are not the record: an adapter's joins with users, inventory, sites … */
export type SupportingReads<Item = Device> = {
  /**
   * Runs one; if it fails, the fields it would have filled stay absent and the result is undefined. It is not run if none of
   * them is asked for: name all that depend on it. It calls `unreadable` for a row
   * that it cannot make out, whose record that was is unknown, and with a reason for a list that lacks rows.
   */
  read<Result>(
    operation: string,
    fields: readonly (keyof Item & string)[],
    run: (unreadable: Unreadable) => Promise<Result>,
  ): Promise<Result | undefined>;
  /** Which fields are absent because a read failed, so far. */
  readonly gaps: readonly ListGap[];
};

/** Notes a row that cannot be read; with a reason, that a list lacks rows. */
export type Unreadable = (reason?: string) => void;

/** Notes that a list, read with `incomplete: "report"`, may lack rows. */
export function noteIncomplete(
  { report }: { report: { reason: string | null } },
  unreadable: Unreadable,
): void {
  if (report.reason) unreadable(`The vendor's list is not complete: ${report.reason}.`);
}

/**
 * Creates the reads that complete records, such as owners by id. In a list, every failure of such a read is a gap, except rejected
 * credentials and the caller's abort. In a single read, only 403, 404 and an operation that the server lacks leave fields absent,
 * and all but 404 are gaps; pass the request, whose `gaps` report it where a list is filled by single reads.
 */
export function createSupportingReads<Item = Device>(
  reading: "list" | "get",
  { fields: asked, gaps = [] }: Pick<GetRequest, "fields" | "gaps">,
): SupportingReads<Item> {
  return {
    gaps,
    async read(operation, fills, run) {
      const fields = asked ? fills.filter((field) => asked.has(field)) : [...fills];
      if (fields.length === 0 && fills.length > 0) return undefined;
      let isWhole = true;
      const unreadable: Unreadable = (reason = "A row of the response cannot be read.") => {
        if (isWhole) gaps.push({ fields, operation, reason });
        isWhole = false;
      };
      try {
        return await run(unreadable);
      } catch (error) {
        if (!isTolerable(error, reading)) throw error;
        if (reading === "get" && error instanceof NotFoundError) return undefined;
        gaps.push({ fields, operation: error.operation ?? operation, reason: error.message });
        return undefined;
      }
    },
  };
}

const IN_SINGLE_READS = [PermissionError, NotFoundError, UnsupportedOperationError];

function isTolerable(error: unknown, reading: "list" | "get"): error is MdmError {
  if (reading === "get") return IN_SINGLE_READS.some((Class) => error instanceof Class);
  return MdmError.is(error) && !(error instanceof AbortedError || error instanceof AuthenticationError);
}
