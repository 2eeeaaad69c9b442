import type { JsonObject } from "../../read/json.ts";
import type { OperationNode } from "../documents/operations.ts";
import { canonical } from "../normal/canonical.ts";
import { uniquePairs } from "./unique-pairs.ts";

export type PairedOperations = {
  readonly pairs: readonly (readonly [OperationNode, OperationNode])[];
  readonly gone: readonly OperationNode[];
  readonly come: readonly OperationNode[];
};

type KeyOf = (operation: OperationNode) => string | undefined;

/** Operations correspond by id, else by method and path, else by what they send and return. */
export function pairOperations(
  before: readonly OperationNode[],
  after: readonly OperationNode[],
  basePaths: { readonly base: string; readonly revision: string },
): PairedOperations {
  const pairs: [OperationNode, OperationNode][] = [];
  let [gone, come] = [before, after];
  const join = (keyBefore: KeyOf, keyAfter: KeyOf = keyBefore) => {
    // What has no key is like nothing else.
    const found = uniquePairs(
      gone,
      come,
      (operation, side) =>
        (side === "before" ? keyBefore : keyAfter)(operation) ?? `${side} ${operation.pointer}`,
    );
    pairs.push(...found);
    const joined = new Set(found.flat());
    [gone, come] = [gone.filter((one) => !joined.has(one)), come.filter((one) => !joined.has(one))];
  };
  join(({ node }) => (typeof node.operationId === "string" ? node.operationId : undefined));
  join(({ method, path }) => `${method} ${path}`);
  join(({ method, path }) => `${method} ${withoutNames(path)}`);
  const onHost =
    (base: string) =>
    ({ method, path }: OperationNode) =>
      `${method} ${base}${withoutNames(path)}`;
  join(onHost(basePaths.base), onHost(basePaths.revision));
  join(contentOf);
  return { pairs, gone, come };
}

/** A path whatever its parameters are called. */
export function withoutNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, "{}");
}

/** What an operation sends and returns, if that distinguishes it from others. */
function contentOf({ method, node, pathItem }: OperationNode): string | undefined {
  const { parameters, requestBody, responses } = node;
  const hasContent = canonical(responses).includes('"content"') || requestBody !== undefined;
  if (!hasContent) return undefined;
  const content: JsonObject = {
    own: parameters ?? [],
    shared: pathItem.parameters ?? [],
    body: requestBody ?? null,
    responses: responses ?? null,
  };
  return `${method} ${canonical(content)}`;
}
