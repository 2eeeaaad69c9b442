import { isObject, type JsonObject, type JsonValue } from "./json.ts";
import { METHODS, type Operation, type PathItem } from "./openapi.ts";

/** An operation of a path: its method as it is sent, and the keys below the path that lead to it. */
export type PathOperation<Node = JsonObject> = {
  readonly method: string;
  readonly keys: readonly string[];
  readonly operation: Node;
};

/** The operations of a path, also those of methods that OpenAPI has no key for. */
export function operationsIn(item: PathItem): PathOperation<Operation>[] {
  const further = Object.entries(item.additionalOperations ?? {});
  return [...METHODS.map((key) => known(key, item[key])), ...further.map(named)].flatMap(present);
}

/** The same for a document that was not checked. */
export function pathOperations(item: JsonValue | undefined): PathOperation[] {
  if (!isObject(item)) return [];
  const { additionalOperations } = item;
  const further = Object.entries(isObject(additionalOperations) ? additionalOperations : {});
  return [...METHODS.map((key) => known(key, item[key])), ...further.map(named)].flatMap((found) =>
    isObject(found.operation) ? [{ ...found, operation: found.operation }] : [],
  );
}

function known<Node>(key: string, operation: Node) {
  return { method: key.toUpperCase(), keys: [key], operation };
}

function named<Node>([method, operation]: [string, Node]) {
  return { method, keys: ["additionalOperations", method], operation };
}

function present<Node>({ operation, ...place }: PathOperation<Node | undefined>): PathOperation<Node>[] {
  return operation === undefined ? [] : [{ ...place, operation }];
}
