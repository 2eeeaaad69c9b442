import type { ListDriftProblem } from "./model.ts";

/**
 * Where mappers and their helpers note vendor values that they cannot use; always the last argument, and left out where
 * drift is not reported, such as in planners. The value must be the property of the record that was read last, because that
 * is how the property is found: `text(general?.name, drift)`. `pnpm generate` checks it.
 */
export type Drift = {
  /** Notes that a value cannot be used. */
  note(problem: ListDriftProblem, value: unknown): void;
};

/** Called with a property of the vendor's record that drifted, never with its value, which may be personal. */
export type NoteDrift = (property: string, problem: ListDriftProblem) => void;
