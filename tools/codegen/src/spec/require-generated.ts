import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathsOf, type Spec } from "../workspace/discover.ts";
import { ProblemError } from "../workspace/problem.ts";

/** Commands that show a document show the corrected one. */
export function requireGenerated(spec: Spec): void {
  const { openapi } = pathsOf(spec);
  if (existsSync(join(spec.root, openapi))) return;
  const problem = {
    severity: "error",
    place: { file: openapi },
    message: "the file is missing",
    fix: `Run: pnpm generate ${spec.id}.`,
  } as const;
  throw new ProblemError([problem]);
}
