import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { pathOperations } from "../../read/path-operations.ts";
import { pointerOf, referenceOf, valueAt } from "./pointer.ts";

/** An operation and its position in a document. */
export type OperationNode = {
  /** The operationId, or method and path. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly node: JsonObject;
  readonly pathItem: JsonObject;
};

const known = new WeakMap<JsonObject, readonly OperationNode[]>();

/** The operations of a document, which does not change meanwhile. */
export function operationsOf(document: JsonObject): readonly OperationNode[] {
  const operations = known.get(document) ?? readOperations(document);
  known.set(document, operations);
  return operations;
}

function readOperations(document: JsonObject): OperationNode[] {
  return entriesOf(document.paths).flatMap(([path, item]) => {
    const target = referenceOf(item);
    const found = target ? valueAt(document, target) : item;
    const pathItem = isObject(found) ? found : {};
    return pathOperations(pathItem).map(({ method, keys, operation: node }) => {
      const id = typeof node.operationId === "string" ? node.operationId : `${method} ${path}`;
      return { id, method, path, pointer: pointerOf(["paths", path, ...keys]), node, pathItem };
    });
  });
}

const byPointer = new WeakMap<JsonObject, ReadonlyMap<string, OperationNode>>();

/** The operation that a pointer is in. */
export function operationAt(document: JsonObject, pointer: string): OperationNode | undefined {
  const operations =
    byPointer.get(document) ?? new Map(operationsOf(document).map((one) => [one.pointer, one]));
  byPointer.set(document, operations);
  const steps = pointer.split("/", 5);
  return operations.get(steps.slice(0, 4).join("/")) ?? operations.get(steps.join("/"));
}

/** The entries of an object whose values are objects. */
export function entriesOf(value: JsonValue | undefined): [string, JsonObject][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (isObject(member) ? [[key, member]] : []));
}
