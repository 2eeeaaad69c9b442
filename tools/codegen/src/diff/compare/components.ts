import { pointerSteps, valueAt } from "../documents/pointer.ts";
import type { Comparison } from "./comparison.ts";

/** The last step of a pointer. */
export function nameOfReference(pointer: string | undefined): string {
  return pointerSteps(pointer ?? "#").at(-1) ?? "";
}

/** Whether a name was replaced by another one everywhere, which the change of the component itself reports. */
export function isReplaced(before: string, after: string, { documents, renamed }: Comparison): boolean {
  if (renamed.get(before) === after) return true;
  const isGone = valueAt(documents.revision, pointerSteps(before)) === undefined;
  const isNew = valueAt(documents.base, pointerSteps(after)) === undefined;
  return isGone || isNew;
}
