import type { DeclaredHere } from "./declarations.ts";
import type { PackageApi } from "./read-package.ts";
import { isTable } from "./references.ts";

/** What callers set, also where no entry exports it: options, credentials, filters and inputs. */
const INPUT = /(Options|Credentials|Server|Filters|ActionInputs|Confirmed|Freshness)$/;

/** Whether each name of a declaration must have a comment: what entries export, and what callers set. */
export function isDocumentedPart({ entries }: PackageApi, declaration: DeclaredHere): boolean {
  const { file, name, statements } = declaration;
  if (isTable(file)) return false;
  if (INPUT.test(name)) return true;
  return entries.some(({ exports }) =>
    [...exports.values()].some((each) => each.kind === "here" && each.statements[0] === statements[0]),
  );
}
