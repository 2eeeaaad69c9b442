import type { JsonObject } from "../read/json.ts";
import { visitNodes } from "../read/openapi-nodes.ts";
import type { Member, PropertySignature, Statement, TypeLiteral } from "./syntax/nodes.ts";

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
export function withWholeQueries(statement: Statement): Statement {
  return statement.kind === "InterfaceDeclaration"
    ? { ...statement, members: statement.members.map(replaced) }
    : statement;
}

function replaced(member: Member): Member {
  if (member.kind !== "PropertySignature" || member.type.kind !== "TypeLiteral") return member;
  const { name, type } = member;
  const whole = name.kind === "Identifier" && name.text === "query" ? wholeOf(type) : undefined;
  return whole === undefined
    ? { ...member, type: { ...type, members: type.members.map(replaced) } }
    : { ...member, questionToken: whole.questionToken, type: whole.type };
}

function wholeOf({ members }: TypeLiteral): PropertySignature | undefined {
  return members
    .filter((member) => member.kind === "PropertySignature")
    .find(({ name }) => name.kind === "StringLiteral" && name.text === WHOLE);
}
