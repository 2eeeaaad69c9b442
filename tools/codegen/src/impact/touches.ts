import type { Change } from "../diff/documents/change.ts";
import { isWithin, pointerOf, pointerSteps } from "../diff/documents/pointer.ts";
import type { Uses } from "../diff/documents/uses.ts";
import type { JsonObject } from "../read/json.ts";
import type { Source } from "./lineage.ts";
import { type ResponseNodes, responseNodes } from "./response-nodes.ts";

/** A version of the document with its index of operations. */
export type Walkable = { readonly document: JsonObject; readonly uses: Uses };

/** The nodes along a source in a version, cached. */
export function createWalker({ document, uses }: Walkable): (source: Source) => ResponseNodes {
  const known = new Map<string, ResponseNodes>();
  return (source) => {
    const key = `${source.operation} ${source.path}`;
    const nodes = known.get(key) ?? responseNodes(document, uses, source);
    known.set(key, nodes);
    return nodes;
  };
}

/** Whether a change at a pointer affects a source in the same version. */
export function concerns(
  change: Change,
  pointer: string,
  source: Source,
  { way, ends }: ResponseNodes,
): boolean {
  const node = nodePointer(change, pointer);
  if (ends.some((end) => isWithin(node, end))) return true;
  if (isResponseOf(change, node, source)) return true;
  return way.some((step) => step.pointer === node && concernsStep(change, step.next));
}

/** The pointer of the changed node, without the changed property. */
function nodePointer({ property }: Change, pointer: string): string {
  const steps = pointerSteps(pointer);
  return property !== undefined && property !== "key" && steps.at(-1) === property
    ? pointerOf(steps.slice(0, -1))
    : pointer;
}

/** A change of the operation itself or of its whole 2xx response. */
function isResponseOf(
  { node, uses, kind, property }: Change,
  pointer: string,
  { operation }: Source,
): boolean {
  if (!uses.some((use) => use.operation === operation)) return false;
  const steps = pointerSteps(pointer);
  if (node === "Operation")
    return kind === "removed" || property === "deprecated" || property === "operationId";
  const at = steps.indexOf("responses");
  const isSuccess = at > 0 && /^(2|$)/.test(steps[at + 1] ?? "");
  return isSuccess && steps.length <= at + 4 && kind !== "added";
}

/** Along the path, only changes count that affect the next step. */
function concernsStep({ property, before, after }: Change, next: string): boolean {
  if (property === "required") return has(before?.value, next) !== has(after?.value, next);
  return /^(type|\$ref|oneOf|anyOf|allOf)$/.test(property ?? "");
}

function has(names: unknown, name: string): boolean {
  return Array.isArray(names) && names.includes(name);
}
