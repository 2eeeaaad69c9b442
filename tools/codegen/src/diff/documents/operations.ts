import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { pathOperations } from "../../read/path-operations.ts";
import { pointerOf, pointerSteps, referenceOf, valueAt } from "./pointer.ts";

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
  return entriesOf(document.paths).flatMap(([path, item]) =>
    itemOperations(document, { item, path, at: ["paths", path] }).map((operation) => {
      const { operationId } = operation.node;
      return typeof operationId === "string" ? { ...operation, id: operationId } : operation;
    }),
  );
}

type Item = { readonly item: JsonObject; readonly path: string; readonly at: readonly string[] };

/** The operations of a path item, which may be a reference. */
function itemOperations(document: JsonObject, { item, path, at }: Item): OperationNode[] {
  const target = referenceOf(item);
  const found = target ? valueAt(document, target) : item;
  const pathItem = isObject(found) ? found : {};
  return pathOperations(pathItem).map(({ method, keys, operation: node }) => {
    return { id: `${method} ${path}`, method, path, pointer: pointerOf([...at, ...keys]), node, pathItem };
  });
}

/** The webhooks of a document, by name. The vendor calls them. */
export function webhooksOf(document: JsonObject): OperationNode[] {
  return entriesOf(document.webhooks).flatMap(([name, item]) =>
    itemOperations(document, { item, path: name, at: ["webhooks", name] }).map((operation) => ({
      ...operation,
      id: `the webhook \`${name}\``,
    })),
  );
}

/** The callbacks of an operation, by name and address. The vendor calls them. */
export function callbacksOf(document: JsonObject, { id, node, pointer }: OperationNode): OperationNode[] {
  return entriesOf(node.callbacks).flatMap(([name, reference]) => {
    const target = referenceOf(reference);
    const callback = target ? valueAt(document, target) : reference;
    const at = target ?? [...pointerSteps(pointer), "callbacks", name];
    return entriesOf(callback).flatMap(([address, item]) =>
      itemOperations(document, { item, path: `${name} ${address}`, at: [...at, address] }).map(
        (operation) => ({ ...operation, id: `the callback \`${name}\` of \`${id}\`` }),
      ),
    );
  });
}

const byPointer = new WeakMap<JsonObject, ReadonlyMap<string, OperationNode>>();

/** The operation that a pointer is in. */
export function operationAt(document: JsonObject, pointer: string): OperationNode | undefined {
  const operations =
    byPointer.get(document) ??
    new Map([...operationsOf(document), ...webhooksOf(document)].map((one) => [one.pointer, one]));
  byPointer.set(document, operations);
  const steps = pointer.split("/", 5);
  return operations.get(steps.slice(0, 4).join("/")) ?? operations.get(steps.join("/"));
}

/** The entries of an object whose values are objects. */
export function entriesOf(value: JsonValue | undefined): [string, JsonObject][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => (isObject(member) ? [[key, member]] : []));
}
