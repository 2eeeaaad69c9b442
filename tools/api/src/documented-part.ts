import type { DeclaredHere } from "./declarations.ts";
import type { PackageApi } from "./read-package.ts";
import { isTable } from "./references.ts";

/**
 * Entries for those who write adapters, sandboxes or servers. Their readers have the sources at hand, so only what they share with other
 * entries must be described.
 */
const FOR_AUTHORS = /^@mdmkit\/(unified\/(vendor|testing)|sandbox|gateway)/;

/** What callers set, also where no entry exports it: options, credentials, filters and inputs. */
const INPUT =
  /(?<!Fleet|Account|Basic|Bearer|Client|Device|Key)(Options|Credentials|Server|Filters|ActionInputs|Confirmed|Freshness)$/;

/** Whether each name of a declaration must have a comment: exports of entries for callers, and what callers set. */
export function isDocumentedPart({ entries }: PackageApi, declaration: DeclaredHere): boolean {
  const { file, name, statements } = declaration;
  if (isTable(file)) return false;
  if (INPUT.test(name)) return true;
  return entries.some(
    ({ specifier, exports }) =>
      !FOR_AUTHORS.test(specifier) &&
      [...exports.values()].some((each) => each.kind === "here" && each.statements[0] === statements[0]),
  );
}
