import ts from "typescript-6";
import type { Declarations, DeclaredHere } from "./declarations.ts";

/**
 * The declarations that others mention and no entry exports: callers see them in the types of what is exported. Generated files are
 * left out, since they show their own changes.
 */
export function referencedBy(exported: readonly DeclaredHere[], declarations: Declarations): DeclaredHere[] {
  const seen = new Set(exported.flatMap(({ statements }) => statements));
  const found: DeclaredHere[] = [];
  const open = exported.filter(({ file }) => !isTable(file));
  for (let next = open.pop(); next; next = open.pop()) {
    for (const reference of referencesIn(next, declarations)) {
      const [statement] = reference.statements;
      if (!statement || seen.has(statement) || isTable(reference.file)) continue;
      if (isValue(statement) && !VENDOR.test(reference.file)) continue;
      for (const each of reference.statements) seen.add(each);
      found.push(reference);
      open.push(reference);
    }
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The function of a vendor says what it supports: filters, actions and their inputs. Other values only repeat parts of that. */
const VENDOR = /\/vendors\/[^/]+\/index\.d\.ts$/;

function isValue(statement: ts.Statement): boolean {
  return ts.isVariableStatement(statement) || ts.isFunctionDeclaration(statement);
}

/** Whether a file is generated and of no interest: operations, schemas, lineage. The entries of vendors are generated, too. */
export function isTable(file: string): boolean {
  return file.includes("/generated/") && !/\/(vendor|device-reader)\.d\.ts$/.test(file);
}

function* referencesIn(
  { file, statements }: DeclaredHere,
  declarations: Declarations,
): Generator<DeclaredHere> {
  for (const statement of statements) {
    for (const mention of mentionsIn(statement)) {
      const found =
        typeof mention === "string"
          ? declarations.find(file, mention)
          : declarations.findImported(file, mention);
      if (found?.kind === "here") yield found;
    }
  }
}

type Mention = string | { specifier: string; name: string };

function mentionsIn(root: ts.Node): Mention[] {
  const mentions: Mention[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) mentions.push(firstName(node.typeName));
    if (ts.isTypeQueryNode(node) && !ts.isImportTypeNode(node.exprName))
      mentions.push(firstName(node.exprName));
    if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression))
      mentions.push(node.expression.text);
    if (ts.isImportTypeNode(node) && node.qualifier && ts.isLiteralTypeNode(node.argument)) {
      const { literal } = node.argument;
      if (ts.isStringLiteral(literal))
        mentions.push({ specifier: literal.text, name: firstName(node.qualifier) });
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
  return mentions;
}

function firstName(name: ts.EntityName): string {
  return ts.isIdentifier(name) ? name.text : firstName(name.left);
}
