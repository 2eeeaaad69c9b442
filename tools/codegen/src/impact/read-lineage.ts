import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { readAtRevision } from "../diff/documents/git.ts";
import { ProblemError, problemAt } from "../workspace/problem.ts";
import type { VendorLineage } from "./lineage.ts";

/** Where the lineage of a vendor is generated, below the root. */
function lineagePath(vendor: string): string {
  return `packages/unified/src/vendors/${vendor}/generated/lineage.ts`;
}

/** The lineage of the working tree; undefined where the vendor has no adapter. */
export function readLineage(root: string, vendor: string): VendorLineage | undefined {
  const path = lineagePath(vendor);
  const file = join(root, path);
  return existsSync(file) ? parseLineage(readFileSync(file, "utf8"), path) : undefined;
}

/** The lineage of a commit: what the mappers read then. Undefined where the commit has none. */
export async function readLineageAt(
  root: string,
  vendor: string,
  revision: string,
): Promise<VendorLineage | undefined> {
  const path = lineagePath(vendor);
  try {
    return parseLineage(await readAtRevision(root, revision, path), path);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Reads the object that the file holds from its syntax tree: no code of a commit is run. */
function parseLineage(text: string, path: string): VendorLineage {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const found = findLiteral(source);
  const json = found && jsonOf(found);
  if (json === undefined) throw problemAt(path, "the file has no lineage", "Run: pnpm generate adapters.");
  return JSON.parse(json);
}

function findLiteral(node: ts.Node): ts.ObjectLiteralExpression | undefined {
  return ts.isObjectLiteralExpression(node) ? node : ts.forEachChild(node, findLiteral);
}

/** A literal as JSON; undefined for any other expression. */
function jsonOf(node: ts.Expression): string | undefined {
  if (ts.isStringLiteral(node)) return JSON.stringify(node.text);
  if (ts.isObjectLiteralExpression(node)) {
    const members = node.properties.map((property) => {
      const value = ts.isPropertyAssignment(property) ? jsonOf(property.initializer) : undefined;
      const isNamed = property.name && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name));
      return isNamed && value !== undefined ? `${JSON.stringify(property.name.text)}:${value}` : undefined;
    });
    return members.includes(undefined) ? undefined : `{${members.join(",")}}`;
  }
  if (ts.isArrayLiteralExpression(node)) {
    const items = node.elements.map(jsonOf);
    return items.includes(undefined) ? undefined : `[${items.join(",")}]`;
  }
  const text = node.getText();
  return /^(true|false|null|-?\d+(\.\d+)?)$/.test(text) ? text : undefined;
}
