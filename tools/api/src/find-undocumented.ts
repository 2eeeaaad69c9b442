import ts from "typescript-6";
import type { DeclaredHere } from "./declarations.ts";

/** The name, and the members of the type, that have no comment. Members are named `Type.member`. */
export function findUndocumented({ name, statements }: DeclaredHere): string[] {
  const isDocumented = statements.some(hasComment);
  return [
    ...(isDocumented ? [] : [name]),
    ...new Set(statements.flatMap((statement) => membersOf(statement, name))),
  ];
}

function hasComment(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length > 0;
}

function membersOf(statement: ts.Statement, name: string): string[] {
  if (ts.isInterfaceDeclaration(statement)) return bare(statement.members, name);
  if (ts.isTypeAliasDeclaration(statement)) return membersOfType(statement.type, name);
  if (ts.isClassDeclaration(statement)) return bare(statement.members.filter(isPublic), name);
  return [];
}

function membersOfType(type: ts.TypeNode, name: string): string[] {
  if (ts.isTypeLiteralNode(type)) return bare(type.members, name);
  if (ts.isParenthesizedTypeNode(type)) return membersOfType(type.type, name);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type))
    return type.types.flatMap((each) => membersOfType(each, name));
  if (ts.isTypeReferenceNode(type))
    return (type.typeArguments ?? []).flatMap((each) => membersOfType(each, name));
  return [];
}

/** Overloads share a comment. */
function bare(members: readonly (ts.TypeElement | ts.ClassElement)[], name: string): string[] {
  const named = members.filter(({ name: member }) => member !== undefined);
  const documented = new Set(named.filter(hasComment).map((member) => member.name?.getText()));
  return named.flatMap((member) => {
    const text = member.name?.getText() ?? "";
    const inner =
      ts.isPropertySignature(member) && member.type ? membersOfType(member.type, `${name}.${text}`) : [];
    return documented.has(text) ? inner : [`${name}.${text}`, ...inner];
  });
}

function isPublic(member: ts.ClassElement): boolean {
  // A class that narrows the code of its base says nothing new about it.
  if (ts.isPropertyDeclaration(member) && member.type && ts.isLiteralTypeNode(member.type)) return false;
  const modifiers = ts.canHaveModifiers(member) ? ts.getModifiers(member) : undefined;
  return (
    !ts.isConstructorDeclaration(member) &&
    !modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword)
  );
}
