import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { positionOf } from "../read/locate-json.ts";
import { pathOperations } from "../read/path-operations.ts";
import type { Spec } from "../workspace/discover.ts";
import { foldersOf, packagesOf } from "../workspace/layout.ts";
import type { Problem } from "../workspace/problem.ts";

/** Extensions with the date of a deprecation. */
const DATES = ["x-sunset", "x-sunset-date", "x-deprecation-date", "x-deprecated-at", "x-deprecated-since"];

/** Deprecated operations that our adapter or an example calls. */
export function findDeprecatedUses(spec: Spec, document: JsonValue): Problem[] {
  const deprecated = deprecatedOperations(document);
  return filesOf(spec).flatMap(({ file, text, pattern }) =>
    [...text.matchAll(pattern)].flatMap(({ 1: name = "", index }): Problem[] => {
      const found = deprecated.get(name);
      if (found === undefined) return [];
      const location = { file, ...positionOf(text, index) };
      return [
        {
          severity: "warning",
          location,
          message: `${name} is deprecated${found}`,
          fix: "Use its replacement.",
        },
      ];
    }),
  );
}

/** The details of each deprecated operation, by operationId. */
function deprecatedOperations(document: JsonValue): Map<string, string> {
  const paths = isObject(document) && isObject(document.paths) ? Object.entries(document.paths) : [];
  return new Map(
    paths.flatMap(([path, item]) =>
      pathOperations(item).flatMap(({ method, operation }): [string, string][] => {
        if (operation.deprecated !== true) return [];
        return [[String(operation.operationId), `${dateOf(operation)} (${method} ${path})`]];
      }),
    ),
  );
}

function dateOf(operation: JsonObject): string {
  const date = deprecationDate(operation);
  return date ? `, ${date}` : "";
}

/** The date of a deprecation, if the document has one: `sunset 2027-03-01`. */
export function deprecationDate(operation: JsonObject): string | undefined {
  const name = DATES.find((key) => typeof operation[key] === "string");
  return name && `${name.slice(2).replaceAll("-", " ")} ${operation[name]}`;
}

type Searched = { readonly file: string; readonly text: string; readonly pattern: RegExp };

/** The operations of an adapter stand one a line in a generated file; examples call them as methods. */
function filesOf({ root, id, layout }: Spec): Searched[] {
  const readme = posix.join(packagesOf(layout, id).client, "README.md");
  const candidates: readonly (readonly [string, RegExp])[] = [
    [`${foldersOf(layout, id).adapter}/generated/api/operations.ts`, /(?<=^ {2})([A-Za-z_$][\w$]*)(?=,$)/gm],
    [readme, /(?<=\.)([A-Za-z_$][\w$]*)(?=\()/g],
    [readme, /(?<=paginate\(")([^"]+)(?=")/g],
  ];
  return candidates.flatMap(([file, pattern]) => {
    const path = join(root, file);
    return existsSync(path) ? [{ file, text: readFileSync(path, "utf8"), pattern }] : [];
  });
}
