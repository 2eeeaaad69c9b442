import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { pointerOf } from "./pointer.ts";

const METHODS = ["get", "put", "post", "delete", "head", "patch", "options", "trace"] as const;

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

export function operationsOf({ paths }: JsonObject): OperationNode[] {
  return entriesOf(paths).flatMap(([path, pathItem]) =>
    METHODS.flatMap((method) => {
      const node = pathItem[method];
      if (!isObject(node)) return [];
      const id = typeof node.operationId === "string" ? node.operationId : `${method.toUpperCase()} ${path}`;
      return [{ id, method, path, pointer: pointerOf(["paths", path, method]), node, pathItem }];
    }),
  );
}

/** The entries of an object whose values are objects. */
export function entriesOf(value: JsonValue | undefined): [string, JsonObject][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (isObject(member) ? [[key, member]] : []));
}
