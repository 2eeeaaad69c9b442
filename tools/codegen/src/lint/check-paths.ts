import { child, isObject, type JsonValue } from "../read/json.ts";
import { removeAction, updateAction } from "../read/overlay-action.ts";
import { pathOperations } from "../read/path-operations.ts";
import type { Locate, ProblemList } from "../workspace/problem.ts";

type Context = { readonly locate: Locate; readonly problems: ProblemList };

/** Errors in paths; the first match is reported. With `ODDITIES` a request can still be built. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/^(?!\/)/, "does not start with a slash"],
  [/\?/, "contains a query"],
  [/\{\s*\}/, "has a parameter without a name"],
  [/\{[^}]*(\{|$)|^[^{]*\}|\}[^{]*\}/, "has unmatched braces"],
];
const ODDITIES: readonly (readonly [RegExp, string])[] = [
  [/#/, "contains a fragment, which is never sent"],
  [/\{([^}]+)\}.*\{\1\}/, "has the same parameter twice"],
];

/** Finds paths that cannot become a request, and duplicate operationIds. */
export function checkPaths(document: JsonValue, { locate, problems }: Context): void {
  const paths = isObject(document) ? document.paths : undefined;
  if (!isObject(paths)) return;
  const seen = new Map<string, string>();
  for (const [path, item] of Object.entries(paths)) {
    if (path.startsWith("x-") || problems.isFull) continue;
    const pointer = child("#", "paths", path);
    const fault = FAULTS.find(([pattern]) => pattern.test(path));
    if (fault)
      problems.error(locate(pointer, true), `path ${shorten(path)} ${fault[1]}`, removeAction(pointer));
    const oddity = fault ? undefined : ODDITIES.find(([pattern]) => pattern.test(path));
    if (oddity) problems.warning(locate(pointer, true), `path ${shorten(path)} ${oddity[1]}`);
    for (const { method, keys, operation } of pathOperations(item)) {
      const id = operation.operationId;
      if (typeof id !== "string" || id === "") continue;
      const at = child(pointer, ...keys, "operationId");
      const earlier = seen.get(id);
      const fix = updateAction(child(pointer, ...keys), "{ operationId: … }");
      const site = `${method} ${path}`;
      if (earlier) problems.error(locate(at), `operationId ${shorten(id)} is also used by ${earlier}`, fix);
      else if (id === "__proto__")
        problems.error(locate(at), `operationId ${id} cannot be the name of a method`, fix);
      else seen.set(id, site);
    }
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
