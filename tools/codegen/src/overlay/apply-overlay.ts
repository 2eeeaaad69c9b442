import { child, isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import type { SourceDocument } from "../read/read-document.ts";
import type { ProblemList, SourceLocation } from "../workspace/problem.ts";
import { kindOf, mergeInto, type Node, parentOf } from "./merge-update.ts";
import { selectNodes, unmatchedNames } from "./select-nodes.ts";

/** The origin of each node that an overlay added: JSON pointer in the document → JSON pointer in the overlay. */
export type Provenance = ReadonlyMap<string, string>;

/** An action and the nodes that it touched, as JSON pointers. */
export type Applied = {
  readonly location: SourceLocation;
  readonly target: string;
  readonly description: string;
  readonly kind: "updates" | "removes";
  readonly nodes: readonly string[];
};

type Action = { readonly pointer: string; readonly target: string; readonly body: JsonObject };

/** The document that an overlay changes, and where to report problems. */
export type OverlayContext = {
  readonly document: JsonValue;
  readonly problems: ProblemList;
  readonly locationOf: (pointer: string) => SourceLocation;
  /** Learns what each action touched. */
  readonly explain?: ((applied: Applied) => void) | undefined;
};

/** Applies an OpenAPI Overlay 1.0 or 1.1 to a parsed document in place. An action that touches nothing is an error. */
export function applyOverlay(overlay: SourceDocument, context: OverlayContext): Provenance {
  const provenance = new Map<string, string>();
  for (const action of readActions(overlay.parsed, context)) applyAction(action, context, provenance);
  return provenance;
}

function readActions(overlay: JsonValue, { problems, locationOf }: OverlayContext): Action[] {
  if (
    !isObject(overlay) ||
    !/^1\.\d+\.\d+$/.test(String(overlay.overlay)) ||
    !Array.isArray(overlay.actions)
  ) {
    problems.error(
      locationOf("#/"),
      "not an OpenAPI Overlay 1.0 or 1.1",
      "Start it with `overlay: 1.0.0` and `actions`.",
    );
    return [];
  }
  return overlay.actions.flatMap((body, index) => {
    const pointer = child("#", "actions", index);
    if (!isObject(body) || typeof body.target !== "string") {
      problems.error(locationOf(pointer), "an action has no target", "Add a `target` in JSONPath.");
      return [];
    }
    if (typeof body.description !== "string" || body.description.trim() === "") {
      problems.error(
        locationOf(pointer),
        "an action has no description",
        "State the reason and where it was observed.",
      );
    }
    return [{ pointer, target: body.target, body }];
  });
}

function applyAction(action: Action, context: OverlayContext, provenance: Map<string, string>): void {
  const { problems, locationOf, document } = context;
  const { pointer, target, body } = action;
  const nodes = select(action, context);
  if (nodes.length === 0) return;
  context.explain?.({
    location: locationOf(pointer),
    target,
    description: String(body.description ?? "")
      .replace(/\s+/g, " ")
      .trim(),
    kind: body.remove === true ? "removes" : "updates",
    nodes: nodes.map(({ path }) => child("#", ...path)),
  });
  if (body.remove === true) {
    removeNodes(document, nodes);
    return;
  }
  const value = body.update ?? copyOf(action, context);
  if (value === undefined) return;
  const origin = child(pointer, body.update === undefined ? "copy" : "update");
  const changed = new Map<string, string>();
  let hasConflict = false;
  for (const node of nodes) {
    const conflict = mergeInto(document, node, { value, origin, provenance: changed });
    if (conflict === undefined) continue;
    hasConflict = true;
    const message = `action cannot replace ${kindOf(conflict.existing)} with ${kindOf(conflict.update)}`;
    const fix = "Remove the existing value in an earlier action.";
    problems.error(locationOf(conflict.origin), `${message} at ${conflict.pointer}`, fix);
  }
  for (const [at, from] of changed) provenance.set(at, from);
  if (changed.size > 0 || hasConflict) return;
  const message = `action "${nameOf(body)}" changes nothing: target ${target}`;
  problems.error(locationOf(origin), message, "Remove it, since the document already says so.");
}

/** The description on one line, shortened. */
function nameOf({ description }: JsonObject): string {
  return String(description ?? "")
    .replace(/\s+/g, " ")
    .slice(0, 60);
}

/** The node that an action copies, as it is now: earlier actions count. */
function copyOf(
  { pointer, body }: Action,
  { problems, locationOf, document }: OverlayContext,
): JsonValue | undefined {
  const { copy } = body;
  if (copy === undefined) {
    const message = "an action has none of `update`, `copy` and `remove`";
    problems.error(locationOf(pointer), message, "Add one.");
    return undefined;
  }
  const location = locationOf(child(pointer, "copy"));
  try {
    const nodes = selectNodes(document, String(copy));
    if (nodes.length === 1) return structuredClone(nodes[0]?.value);
    const message = `\`copy\` selects ${nodes.length} nodes: ${String(copy)}`;
    problems.error(location, message, "Select exactly one.");
  } catch (error) {
    problems.error(location, `copy ${String(copy)} is not valid JSONPath: ${reasonOf(error)}`, "Correct it.");
  }
  return undefined;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function select({ pointer, target, body }: Action, context: OverlayContext): Node[] {
  const location = () => context.locationOf(child(pointer, "target"));
  try {
    const nodes = selectNodes(context.document, target);
    const unmatched = nodes.length > 0 ? unmatchedNames(target, nodes) : [];
    const name = nameOf(body);
    if (nodes.length === 0) {
      const message = `action "${name}" matches nothing: target ${target}`;
      context.problems.error(location(), message, "Remove it or correct the target.");
    } else if (unmatched.length > 0) {
      const message = `action "${name}" matches nothing at ${unmatched.join(", ")}`;
      context.problems.error(location(), message, "Remove the name from the target, or correct it.");
    }
    return nodes;
  } catch (error) {
    context.problems.error(
      location(),
      `target ${target} is not valid JSONPath: ${reasonOf(error)}`,
      "Correct it.",
    );
    return [];
  }
}

/** Removes the highest index first, since removing an item moves those after it. */
function removeNodes(document: JsonValue, nodes: readonly Node[]): void {
  const found = nodes.map(({ path }) => ({ parent: parentOf(document, path), key: path.at(-1) }));
  const index = (key: string | number | undefined) => (typeof key === "number" ? key : -1);
  for (const { parent, key } of found.sort((a, b) => index(b.key) - index(a.key))) {
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else if (isObject(parent) && key !== undefined) delete parent[key];
  }
}
