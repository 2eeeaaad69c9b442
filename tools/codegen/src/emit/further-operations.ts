import { tsPropertyIndex } from "openapi-typescript/dist/lib/ts.mjs";
import ts from "typescript";
import { isObject, type JsonObject } from "../read/json.ts";
import { pathOperations } from "../read/path-operations.ts";
import { followed } from "../read/references.ts";

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
export function joinOperations(node: ts.Node): ts.Node {
  if (!ts.isInterfaceDeclaration(node)) return node;
  const further = new Map<string, ts.PropertySignature[]>();
  for (const member of node.members) {
    const [path = "", key] = nameOf(member).split(MARK);
    const post = key === undefined ? undefined : membersOf(member).find((one) => nameOf(one) === "post");
    if (key === undefined || post === undefined || !ts.isPropertySignature(post)) continue;
    const operation = ts.factory.createPropertySignature(
      undefined,
      tsPropertyIndex(key),
      undefined,
      post.type,
    );
    further.set(path, [...(further.get(path) ?? []), operation]);
  }
  if (further.size === 0) return node;
  const members = node.members.flatMap((member) => {
    if (nameOf(member).includes(MARK)) return [];
    const added = further.get(nameOf(member));
    return added && ts.isPropertySignature(member) ? [withMembers(member, added)] : [member];
  });
  const { modifiers, name, typeParameters, heritageClauses } = node;
  return ts.factory.updateInterfaceDeclaration(
    node,
    modifiers,
    name,
    typeParameters,
    heritageClauses,
    members,
  );
}

function nameOf({ name }: ts.TypeElement): string {
  return name && (ts.isStringLiteral(name) || ts.isIdentifier(name)) ? name.text : "";
}

function membersOf(member: ts.TypeElement): readonly ts.TypeElement[] {
  const type = ts.isPropertySignature(member) ? member.type : undefined;
  return type && ts.isTypeLiteralNode(type) ? type.members : [];
}

function withMembers(member: ts.PropertySignature, added: readonly ts.TypeElement[]): ts.PropertySignature {
  const { modifiers, name, questionToken } = member;
  const type = ts.factory.createTypeLiteralNode([...membersOf(member), ...added]);
  return ts.factory.updatePropertySignature(member, modifiers, name, questionToken, type);
}
