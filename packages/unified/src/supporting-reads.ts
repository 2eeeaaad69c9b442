import { AbortedError, AuthenticationError, MdmError, NotFoundError, PermissionError } from "@mdmkit/runtime";
import type { Device, ListGap } from "./model.ts";

/** Reads that complete a record but are not the record: an adapter's joins with users, inventory, sites … */
export type SupportingReads = {
  /** Runs one; when it fails the fields it would have filled stay absent. Gives undefined then. */
  read<Result>(
    operation: string,
    fields: readonly (keyof Device)[],
    run: () => Promise<Result>,
  ): Promise<Result | undefined>;
  readonly gaps: readonly ListGap[];
};

/**
 * For a list, which reports gaps, any failure but a refused credential or the caller's own abort is a gap. For a
 * single record there is no report, so only "you may not" and "there is none" may leave fields absent.
 */
export function createSupportingReads(reading: "list" | "get"): SupportingReads {
  const gaps: ListGap[] = [];
  return {
    gaps,
    async read(operation, fields, run) {
      try {
        return await run();
      } catch (error) {
        if (!isTolerable(error, reading)) throw error;
        gaps.push({ fields: [...fields], operation: error.operation ?? operation, reason: error.message });
        return undefined;
      }
    },
  };
}

function isTolerable(error: unknown, reading: "list" | "get"): error is MdmError {
  if (reading === "get") return error instanceof PermissionError || error instanceof NotFoundError;
  return MdmError.is(error) && !(error instanceof AbortedError || error instanceof AuthenticationError);
}
