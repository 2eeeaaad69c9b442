import type { ListDriftProblem } from "../contract/model.ts";

/** Told of every vendor value that a mapper could not use as the document promises. */
export type DriftObserver = (problem: ListDriftProblem, value: unknown) => void;

let observer: DriftObserver | undefined;

/** Called by the helpers beside this file; costs nothing while all is well. Does not change what they return. */
export function noteDrift(problem: ListDriftProblem, value: unknown): void {
  observer?.(problem, value);
}

/** Runs synchronous mapping under an observer. */
export function observeDrift<Result>(run: () => Result, observe: DriftObserver): Result {
  const outer = observer;
  observer = observe;
  try {
    return run();
  } finally {
    observer = outer;
  }
}
