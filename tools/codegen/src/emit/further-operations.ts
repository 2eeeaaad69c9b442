import { isObject, type JsonObject } from "../read/json.ts";
import { pathOperations } from "../read/path-operations.ts";
import { followed } from "../read/references.ts";
import { tsPropertyIndex } from "./openapi-typescript.ts";
import { factory } from "./syntax/factory.ts";
import type { Member, PropertySignature, Statement } from "./syntax/nodes.ts";

/** The methods that openapi-typescript knows. */
const KNOWN = new Set(["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS", "TRACE"]);

/** Stands between the path and the method of an operation that got a path of its own. */
const MARK = "\n";

/** Gives the operations of other methods a path of their own, which openapi-typescript knows; `joinOperations` puts them back. */
export function separateOperations(document: JsonObject): void {
  for (const root of ["paths", "webhooks"]) {
    const paths = document[root];
    if (!isObject(paths)) continue;
    for (const [path, reference] of Object.entries(paths)) {
      const item = isObject(reference) ? followed(document, reference) : undefined;
      const further = pathOperations(item).filter(({ method }) => !KNOWN.has(method));
      if (item === undefined || further.length === 0) continue;
      const { query: _, additionalOperations: __, ...others } = item;
      paths[path] = others;
      for (const { method, operation } of further) {
        const key = method === "QUERY" ? "query" : method;
        paths[path + MARK + key] = { parameters: item.parameters ?? [], post: operation };
      }
    }
  }
}

/** Puts the types of these operations back to their path, by method. */
export function joinOperations(statement: Statement): Statement {
  if (statement.kind !== "InterfaceDeclaration") return statement;
  const further = new Map<string, Member[]>();
  for (const member of statement.members) {
    const [path = "", key] = nameOf(member).split(MARK);
    const post = key === undefined ? undefined : membersOf(member).find((one) => nameOf(one) === "post");
    if (key === undefined || post === undefined) continue;
    const operation = factory.createPropertySignature(undefined, tsPropertyIndex(key), undefined, post.type);
    further.set(path, [...(further.get(path) ?? []), operation]);
  }
  if (further.size === 0) return statement;
  const members = statement.members.flatMap((member) => {
    if (nameOf(member).includes(MARK)) return [];
    const added = further.get(nameOf(member));
    return added && member.kind === "PropertySignature" ? [withMembers(member, added)] : [member];
  });
  return { ...statement, members };
}

function nameOf(member: Member): string {
  return member.kind === "PropertySignature" ? member.name.text : "";
}

function membersOf({ type }: Member): readonly Member[] {
  return type.kind === "TypeLiteral" ? type.members : [];
}

function withMembers(member: PropertySignature, added: readonly Member[]): PropertySignature {
  return { ...member, type: factory.createTypeLiteralNode([...membersOf(member), ...added]) };
}
