import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import ts from "typescript";
import { readAtRevision } from "../diff/documents/git.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { foldersOf, layoutOf, packagesOf } from "../workspace/layout.ts";
import { ProblemError, problemAt } from "../workspace/problem.ts";
import type { VendorLineage } from "./lineage.ts";

/** Where the lineage of a vendor is generated, and the package that its files are relative to; both below the root. */
type Location = { readonly path: string; readonly package: string };

function locate(root: string, vendor: string): Location {
  const layout = layoutOf(root);
  const path = `${foldersOf(layout, vendor).adapter}/generated/lineage.ts`;
  return { path, package: packagesOf(layout, vendor).adapter };
}

/** The lineage in the working tree; undefined if the vendor has no adapter. */
export function readLineage(root: string, vendor: string): VendorLineage | undefined {
  const location = locate(root, vendor);
  const file = join(root, location.path);
  return existsSync(file) ? parseLineage(readFileSync(file, "utf8"), location) : undefined;
}

/** The lineage in a commit; undefined if the commit has none. */
export async function readLineageAt(
  root: string,
  vendor: string,
  revision: string,
): Promise<VendorLineage | undefined> {
  const location = locate(root, vendor);
  try {
    return parseLineage(await readAtRevision(root, revision, location.path), location);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

/** Reads the object that the file holds from its syntax tree: no code of a commit is run. */
function parseLineage(text: string, { path, package: folder }: Location): VendorLineage {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const found = findLiteral(source);
  const json = found && jsonOf(found);
  if (json === undefined)
    throw problemAt(path, "the file has no lineage", `Run: ${COMMAND} generate adapters.`);
  const { resources, writes }: VendorLineage = JSON.parse(json);
  const located = Object.entries(resources).map(([resource, mappers]) => [
    resource,
    mappers.map((mapper) => ({ ...mapper, file: posix.join(folder, mapper.file) })),
  ]);
  return { resources: Object.fromEntries(located), writes };
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
