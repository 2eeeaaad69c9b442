import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import type { Change } from "../diff/documents/change.ts";
import { pointerSteps } from "../diff/documents/pointer.ts";
import { foldersOf, layoutOf, VENDOR_PARTS, type VendorPart } from "../workspace/layout.ts";
import type { ReviewLocation } from "./impact.ts";

/** Handwritten sources of a vendor. */
export type VendorSources = {
  readonly file: string;
  readonly source: ts.SourceFile;
  readonly part: VendorPart;
}[];

export function readSources(root: string, vendor: string): VendorSources {
  const folders = foldersOf(layoutOf(root), vendor);
  return VENDOR_PARTS.flatMap((part) => {
    const folder = folders[part];
    const path = join(root, folder);
    const files = existsSync(path) ? readdirSync(path, { recursive: true, encoding: "utf8" }) : [];
    return files
      .map((file) => file.replaceAll("\\", "/"))
      .filter(
        (file) =>
          file.endsWith(".ts") && !/(^|\/)(generated|fixtures)\//.test(file) && !file.endsWith(".test.ts"),
      )
      .sort()
      .map((file) => ({
        part,
        file: `${folder}/${file}`,
        source: ts.createSourceFile(
          file,
          readFileSync(join(path, file), "utf8"),
          ts.ScriptTarget.ES2023,
          true,
        ),
      }));
  });
}

/** Lines of a part that a person must look at for one change; more would be noise. */
const MOST = 10;

/**
 * Lines that name what was removed or changed. Optional additions break nothing. What the adapter reads of a property is
 * known from its types.
 */
export function locationsOf(change: Change, sources: VendorSources): ReviewLocation[] {
  if (change.kind === "added" && change.bump !== "major") return [];
  const { names, areOperations } = namesOf(change);
  const parts = VENDOR_PARTS.filter((part) => part !== "adapter" || areOperations);
  return parts.flatMap((part) =>
    sources
      .filter((source) => source.part === part)
      .flatMap(({ file, source }) => linesNaming(names, source).map((place) => ({ file, ...place })))
      .slice(0, MOST),
  );
}

function linesNaming(names: ReadonlySet<string>, source: ts.SourceFile): { line: number; about: string }[] {
  const found = new Map<number, string>();
  visitNames(source, (name) => {
    if (!names.has(name.text)) return;
    const line = source.getLineAndCharacterOfPosition(name.getStart(source)).line + 1;
    if (!found.has(line)) found.set(line, name.text);
  });
  return [...found].map(([line, about]) => ({ line, about }));
}

/** Visits what may be the name of a property or an operation: names of members, and texts. */
function visitNames(node: ts.Node, visit: (name: ts.Identifier | ts.StringLiteral) => void): void {
  if (ts.isImportDeclaration(node)) return;
  if (ts.isStringLiteral(node)) visit(node);
  else if (ts.isIdentifier(node) && isMember(node)) visit(node);
  ts.forEachChild(node, (child) => visitNames(child, visit));
}

function isMember(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === name;
  if (ts.isBindingElement(parent))
    return ts.isObjectBindingPattern(parent.parent) && (parent.propertyName ?? parent.name) === name;
  const isNamed =
    ts.isPropertyAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isPropertySignature(parent);
  return isNamed && parent.name === name;
}

type Names = { readonly names: ReadonlySet<string>; readonly areOperations: boolean };

/** The name of the changed property, or of the operations. */
function namesOf({ before, after, uses, property, node }: Change): Names {
  const required = property === "required" ? changedNames(before?.value, after?.value) : [];
  const properties = required.length > 0 ? required : nameAt((before ?? after)?.pointer ?? "");
  if (properties.length > 0) return { names: new Set(properties), areOperations: false };
  const isOwn = node === "Operation" || (before ?? after)?.pointer.startsWith("#/paths/");
  return { names: new Set(isOwn ? uses.map(({ operation }) => operation) : []), areOperations: true };
}

function nameAt(pointer: string): string[] {
  const steps = pointerSteps(pointer);
  const index = steps.lastIndexOf("properties");
  return index > 0 && steps[index + 1] !== undefined ? [steps[index + 1] ?? ""] : [];
}

/** The names that only one of two lists has. */
export function changedNames(before: unknown, after: unknown): string[] {
  const [one, other] = [before, after].map((names) => (Array.isArray(names) ? names.map(String) : []));
  return [...(one ?? []), ...(other ?? [])].filter((name) => one?.includes(name) !== other?.includes(name));
}

/** Whether any source of a part names an operation. */
export function isNamedIn(part: VendorPart, operation: string, sources: VendorSources): boolean {
  const names = new Set([operation]);
  return sources.some((one) => one.part === part && linesNaming(names, one.source).length > 0);
}
