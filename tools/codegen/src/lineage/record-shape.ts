import type ts from "typescript";
import { type AnswerSchemas, pathSteps } from "./answer-schemas.ts";
import type { RecordShape } from "./domain/context.ts";
import { fail } from "./domain/module.ts";
import { METHODS_READ, type Method, type Origin, type ReadOrigins } from "./read-origins.ts";

type Reads = Readonly<Record<Method, ReadOrigins>>;

/** The raw record as one method reads it: what the answers of its operations can hold, and what is joined to it. */
export type ReadRecord = RecordShape & {
  /** Fails when one of the paths is one that was asked for though no answer has it. */
  refuseNowhere(paths: Iterable<string>): void;
};

export function createRecordShape(reads: Reads, method: Method, answers: AnswerSchemas): ReadRecord {
  const other = method === "list" ? "get" : "list";
  const known = new Map<string, ReturnType<RecordShape["find"]>>();
  const nowhere = new Map<string, ts.Node>();
  const look = (path: string) => {
    if (holds(reads[method], path, answers)) return "there";
    return holds(reads[other], path, answers) ? "elsewhere" : "nowhere";
  };
  return {
    find(path, node) {
      const found = known.get(path) ?? look(path);
      known.set(path, found);
      if (found === "nowhere") nowhere.set(path, node);
      return found;
    },
    isList: (path) => path !== "" && METHODS_READ.some((each) => holds(reads[each], `${path}[]`, answers)),
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
  const message = `no answer that is read has \`${path}\`; it would be one of ${[...names].join(", ")}`;
  return fail(node, message, "Correct the mapper, the document's overlay, or origins.ts.");
}

/** Whether any operation can fill a path of the record. */
function holds(read: ReadOrigins, path: string, answers: AnswerSchemas): boolean {
  if (read.added.includes(path)) return true;
  return fillersOf(read, path, answers).length > 0 || read.joined.some((join) => isBelow(join.path, path));
}

/** The origins that have something at a path of the record. */
export function fillersOf(read: ReadOrigins, path: string, answers: AnswerSchemas): readonly Origin[] {
  return candidatesOf(read, path).filter(
    (origin) => answers.at(origin.operation, placeInAnswer(origin, path)).length > 0,
  );
}

function operationsAt(read: ReadOrigins, path: string): string[] {
  return candidatesOf(read, path).map(({ operation }) => operation);
}

/** What was joined hides what the record itself may have there. */
function candidatesOf({ record, only, joined }: ReadOrigins, path: string): readonly Origin[] {
  const joins = joined.filter((join) => join.path === path || isBelow(path, join.path));
  if (joins.length > 0) {
    const longest = Math.max(...joins.map((join) => join.path.length));
    return joins.filter((join) => join.path.length === longest);
  }
  const [first] = pathSteps(path);
  return only && first !== undefined && !only.has(first) ? [] : record;
}

/** Whether a path leads on from another. */
export function isBelow(path: string, above: string): boolean {
  return above === "" ? path !== "" : path.startsWith(`${above}.`) || path.startsWith(`${above}[]`);
}

/** The path in an operation's answer of what stands at a path of the record. */
export function placeInAnswer({ path: prefix, at }: Origin, path: string): string {
  const rest = prefix === "" ? path : path.slice(prefix.length).replace(/^\./, "");
  return [at, rest].filter(Boolean).join(".").replaceAll(".[]", "[]");
}
