import { QUESTION_TOKEN } from "openapi-typescript/dist/lib/ts.mjs";
import ts from "typescript";
import type { JsonObject } from "../read/json.ts";
import { visitNodes } from "../read/openapi-nodes.ts";

/** Stands for the whole query: no parameter has an empty name. */
const WHOLE = "";

/** The whole query as a parameter that openapi-typescript knows; `withWholeQueries` puts its type in place of the query. */
export function asQuery(parameter: JsonObject): JsonObject {
  return parameter.in === "querystring" ? { ...parameter, in: "query", name: WHOLE } : parameter;
}

/** Whether a document has such a parameter. */
export function hasWholeQuery(document: JsonObject): boolean {
  let isFound = false;
  visitNodes(document, ({ kind, node }) => {
    isFound ||= kind === "parameter" && node.in === "query" && node.name === WHOLE;
  });
  return isFound;
}

/** Replaces `query: { "": Type }` by `query: Type`. */
export function withWholeQueries(node: ts.Node): ts.Node {
  const visit = (inner: ts.Node): ts.Node => {
    const whole = ts.isPropertySignature(inner) ? wholeOf(inner) : undefined;
    if (!ts.isPropertySignature(inner) || whole === undefined)
      return ts.visitEachChild(inner, visit, undefined);
    const { modifiers, name } = inner;
    return ts.factory.updatePropertySignature(
      inner,
      modifiers,
      name,
      whole.questionToken && QUESTION_TOKEN,
      whole.type,
    );
  };
  return visit(node);
}

function wholeOf({ name, type }: ts.PropertySignature): ts.PropertySignature | undefined {
  if (!ts.isIdentifier(name) || name.text !== "query" || !type || !ts.isTypeLiteralNode(type))
    return undefined;
  return type.members
    .filter((member) => ts.isPropertySignature(member))
    .find((member) => ts.isStringLiteral(member.name) && member.name.text === WHOLE);
}
