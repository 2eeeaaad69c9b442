import { formatProblem, type Problem } from "../workspace/problem.ts";
import type { Output } from "../workspace/terminal.ts";

/** More of one kind help nobody; how many there are in all is said. */
const MOST = 50;

/** Prints errors before warnings, one line each. */
export function printProblems(problems: readonly Problem[], output: Output): void {
  const ordered = ["error", "warning"].flatMap((one) => problems.filter(({ severity }) => severity === one));
  for (const problem of ordered.slice(0, MOST)) output.write(`${formatProblem(problem)}\n`);
  if (ordered.length > MOST) output.write(`… and ${ordered.length - MOST} more.\n`);
}
