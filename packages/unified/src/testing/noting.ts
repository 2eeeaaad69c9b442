import type { Drift } from "../contract/drift.ts";

/** What a mapper or one of its helpers gives, and what it notes: problems and values. */
export function noting<Result>(run: (drift: Drift) => Result): { result: Result; noted: unknown[][] } {
  const noted: unknown[][] = [];
  const result = run({ note: (problem, value) => void noted.push([problem, value]) });
  return { result, noted };
}
