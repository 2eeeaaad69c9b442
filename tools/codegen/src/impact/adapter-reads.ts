import ts from "typescript";
import type { AdapterProgram } from "./adapter-program.ts";
import { keyOf } from "./type-keys.ts";

/** What a line of the adapter reads or writes of the vendor's types. */
export type AdapterRead = {
  readonly key: string;
  readonly file: string;
  readonly line: number;
  readonly about: string;
};

/** Every property and operation of the vendor that the adapter names, by the symbol that the compiler finds for it. */
export function adapterReads(program: AdapterProgram): AdapterRead[] {
  const found = new Map<string, AdapterRead>();
  for (const { file, source } of program.sources) {
    const visit = (node: ts.Node): void => {
      for (const name of namesIn(node)) {
        for (const key of keysOf(symbolAt(name, program.checker), program)) {
          const line = source.getLineAndCharacterOfPosition(name.getStart()).line + 1;
          const read = { key, file, line, about: name.text };
          found.set(`${key} ${file} ${line}`, read);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return [...found.values()];
}

type Name = ts.Identifier | ts.StringLiteral;

function isName(node: ts.Node | undefined): node is Name {
  return node !== undefined && (ts.isIdentifier(node) || ts.isStringLiteral(node));
}

/** The names of members that a node reads or writes. */
function namesIn(node: ts.Node): Name[] {
  const name = nameIn(node);
  return isName(name) ? [name] : [];
}

function nameIn(node: ts.Node): ts.Node | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name;
  if (ts.isElementAccessExpression(node)) return node.argumentExpression;
  if (ts.isIndexedAccessTypeNode(node))
    return ts.isLiteralTypeNode(node.indexType) ? node.indexType.literal : undefined;
  if (ts.isBindingElement(node))
    return ts.isObjectBindingPattern(node.parent) ? (node.propertyName ?? node.name) : undefined;
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) return node.name;
  return undefined;
}

/** The member of a type that a name stands for. */
function symbolAt(name: Name, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = name;
  if (ts.isBindingElement(parent)) return checker.getTypeAtLocation(parent.parent).getProperty(name.text);
  if (ts.isObjectLiteralExpression(parent.parent))
    return checker.getContextualType(parent.parent)?.getProperty(name.text);
  if (ts.isElementAccessExpression(parent))
    return checker.getTypeAtLocation(parent.expression).getProperty(name.text);
  if (ts.isLiteralTypeNode(parent) && ts.isIndexedAccessTypeNode(parent.parent))
    return checker.getTypeAtLocation(parent.parent.objectType).getProperty(name.text);
  return checker.getSymbolAtLocation(name);
}

/** Where the declarations of a member are in the generated types. */
function keysOf(symbol: ts.Symbol | undefined, { generatedFile }: AdapterProgram): string[] {
  return (symbol?.declarations ?? []).flatMap((declaration) => {
    const file = generatedFile(declaration);
    const names = file === undefined ? [] : namesAbove(declaration);
    const [container = "", ...rest] = names;
    if (file === "schema.ts") return [keyOf(container === "components" ? rest : names)];
    return file === "client.ts" && container.endsWith("Operations") ? [keyOf(["operations", ...rest])] : [];
  });
}

/** The names of the declarations around a declaration, the outermost first. */
function namesAbove(declaration: ts.Node): string[] {
  const names: string[] = [];
  for (let node: ts.Node | undefined = declaration; node; node = node.parent) {
    const name = declaredName(node);
    if (name !== undefined) names.unshift(name);
  }
  return names;
}

function declaredName(node: ts.Node): string | undefined {
  const isNamed =
    ts.isPropertySignature(node) || ts.isMethodSignature(node) || ts.isInterfaceDeclaration(node);
  if (!isNamed) return undefined;
  return ts.isComputedPropertyName(node.name) ? undefined : node.name.text;
}
