import { isObject, type JsonObject, type JsonValue } from "../../read/json.ts";
import { type OperationNode, operationsOf } from "./operations.ts";
import { isWithin, pointerSteps, referenceOf, valueAt } from "./pointer.ts";

/** Whether data is sent or returned. */
type Direction = "request" | "response";
export type Use = { readonly operation: string; readonly direction: Direction };

/** Finds the operations that use a node of the document. */
export type Uses = {
  at(pointer: string): readonly Use[];
  /** The operation with an id. */
  operation(id: string): OperationNode | undefined;
};

/** Follows the references of every operation once. */
export function usesOf(document: JsonObject): Uses {
  const operations = operationsOf(document);
  const byComponent = new Map<string, Map<string, Use>>();
  const note = (component: string, use: Use) => {
    const known = byComponent.get(component) ?? new Map<string, Use>();
    byComponent.set(component, known.set(`${use.direction} ${use.operation}`, use));
  };
  for (const { id, node, pathItem } of operations) {
    const sent: JsonValue = [node.parameters ?? null, pathItem.parameters ?? null, node.requestBody ?? null];
    for (const name of componentsFrom(document, sent)) note(name, { operation: id, direction: "request" });
    const returned = componentsFrom(document, node.responses ?? null);
    for (const name of returned) note(name, { operation: id, direction: "response" });
  }
  return {
    at: (pointer) => usesAt(pointer, { operations, byComponent }),
    operation: (id) => operations.find((operation) => operation.id === id),
  };
}

type Index = {
  readonly operations: readonly OperationNode[];
  readonly byComponent: ReadonlyMap<string, ReadonlyMap<string, Use>>;
};

function usesAt(pointer: string, { operations, byComponent }: Index): readonly Use[] {
  const steps = pointerSteps(pointer);
  if (steps[0] === "components") return [...(byComponent.get(steps.slice(1, 3).join("/"))?.values() ?? [])];
  if (steps[0] !== "paths") return [];
  const direction = steps.includes("responses") ? "response" : "request";
  return operations
    .filter((operation) => isWithin(pointer, operation.pointer) || isOfPath(steps, operation))
    .map(({ id }) => ({ operation: id, direction }));
}

/** The operations of a path, for a change of the path or of its shared parameters. */
function isOfPath([, path, member]: readonly string[], operation: OperationNode): boolean {
  return operation.path === path && (member === undefined || member === "parameters");
}

/** The components, such as `schemas/Device`, that a node refers to. */
function componentsFrom(document: JsonObject, start: JsonValue): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: JsonValue[] = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const target = referenceOf(node);
    const component = target?.[0] === "components" ? target.slice(1, 3).join("/") : undefined;
    if (target && component && !found.has(component)) {
      found.add(component);
      waiting.push(valueAt(document, target.slice(0, 3)) ?? null);
    }
    if (Array.isArray(node)) waiting.push(...node);
    else if (isObject(node)) waiting.push(...Object.values(node));
  }
  return found;
}
