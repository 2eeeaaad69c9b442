import type ts from "typescript";
import type { RecordShape } from "./domain/context.ts";
import { fail } from "./domain/module.ts";
import { METHODS_READ, type Method, type Origin, type ReadOrigins } from "./read-origins.ts";
import { pathSteps, type ResponseSchemas } from "./response-schemas.ts";

type Reads = Readonly<Record<Method, ReadOrigins>>;

/** The raw record in a method: what the responses of its operations contain, and what the adapter joins to it. */
export type ReadRecord = RecordShape & {
  /** Fails if one of the paths was read and is in no response. */
  refuseNowhere(paths: Iterable<string>): void;
};

export function createRecordShape(reads: Reads, method: Method, responses: ResponseSchemas): ReadRecord {
  const other = method === "list" ? "get" : "list";
  const known = new Map<string, ReturnType<RecordShape["find"]>>();
  const nowhere = new Map<string, ts.Node>();
  const look = (path: string) => {
    if (holds(reads[method], path, responses)) return "there";
    return holds(reads[other], path, responses) ? "elsewhere" : "nowhere";
  };
  return {
    find(path, node) {
      const found = known.get(path) ?? look(path);
      known.set(path, found);
      if (found === "nowhere") nowhere.set(path, node);
      return found;
    },
    isList: (path) => path !== "" && METHODS_READ.some((each) => holds(reads[each], `${path}[]`, responses)),
    refuseNowhere(paths) {
      for (const path of paths) {
        const node = nowhere.get(path);
        if (node) failNowhere(path, node, reads);
      }
    },
  };
}

function failNowhere(path: string, node: ts.Node, { list, get }: Reads): never {
  const names = new Set([...operationsAt(list, path), ...operationsAt(get, path)]);
  const message = `no response has \`${path}\`; expected in ${[...names].join(", ")}`;
  return fail(node, message, "Correct the mapper, the document's overlay, or origins.ts.");
}

/** Whether an operation can fill a path of the record. */
function holds(read: ReadOrigins, path: string, responses: ResponseSchemas): boolean {
  if (read.added.includes(path)) return true;
  return fillersOf(read, path, responses).length > 0 || read.joined.some((join) => isBelow(join.path, path));
}

/** The origins whose response has a path of the record. */
export function fillersOf(read: ReadOrigins, path: string, responses: ResponseSchemas): readonly Origin[] {
  return candidatesOf(read, path).filter(
    (origin) => responses.at(origin.operation, pathInResponse(origin, path)).length > 0,
  );
}

function operationsAt(read: ReadOrigins, path: string): string[] {
  return candidatesOf(read, path).map(({ operation }) => operation);
}

/** A joined response replaces what the record itself has at that path. */
function candidatesOf({ record, only, except, joined }: ReadOrigins, path: string): readonly Origin[] {
  const joins = joined.filter((join) => join.path === path || isBelow(path, join.path));
  if (joins.length > 0) {
    const longest = Math.max(...joins.map((join) => join.path.length));
    return joins.filter((join) => join.path.length === longest);
  }
  const [first] = pathSteps(path);
  const isLeftOut = first !== undefined && (only?.has(first) === false || except.has(first));
  return isLeftOut ? [] : record;
}

/** Whether a path is below another. */
export function isBelow(path: string, above: string): boolean {
  return above === "" ? path !== "" : path.startsWith(`${above}.`) || path.startsWith(`${above}[]`);
}

/** The path in the response for a path of the record. */
export function pathInResponse({ path: prefix, at }: Origin, path: string): string {
  const rest = prefix === "" ? path : path.slice(prefix.length).replace(/^\./, "");
  return [at, rest].filter(Boolean).join(".").replaceAll(".[]", "[]");
}
