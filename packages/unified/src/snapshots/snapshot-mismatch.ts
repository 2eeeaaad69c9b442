import { InvalidInputError } from "@mdmkit/runtime";
import { isEqualValue } from "../records/same-value.ts";

/** Two snapshots that cannot be compared, because they are of different lists. */
export class SnapshotMismatchError extends InvalidInputError {
  /** `SnapshotMismatchError`. */
  override readonly name = "SnapshotMismatchError";
  /** In what they differ: `account`, `vendor`, `filters` … */
  declare readonly differ: readonly string[];
  constructor(problem: string, facts: { differ: readonly string[]; advice: string }) {
    super(problem, facts);
  }
}

/** Throws `SnapshotMismatchError` unless both are of the same list. Its message has no values of filters, such as serial numbers. */
export function assertSame<Of extends object>(before: Of, after: Of, nameOf: (of: Of) => string): void {
  const differ = Object.keys({ ...before, ...after }).filter(
    (name) => !isEqualValue(Reflect.get(before, name), Reflect.get(after, name)),
  );
  if (differ.length === 0) return;
  throw new SnapshotMismatchError(
    `The snapshots belong to different lists (${nameOf(before)} and ${nameOf(after)}), which differ in ${differ.join(", ")}.`,
    {
      differ,
      advice: "Compare snapshots of the same account with the same filters and the same `remoteQuery`.",
    },
  );
}
