import { existsSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { type Module, Modules } from "../lineage/domain/module.ts";
import { foldersOf, layoutOf } from "../workspace/layout.ts";

/** The exported type for each schema, by the name of the schema. */
export function exportedSchemas(root: string, vendor: string): ReadonlyMap<string, string> {
  const path = `${foldersOf(layoutOf(root), vendor).client}/index.ts`;
  if (!existsSync(join(root, path))) return new Map();
  const module = new Modules(root).load(path);
  const exported = [...module.types].filter(([, { modifiers }]) =>
    modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword),
  );
  return new Map(
    exported.flatMap(([name, { type }]): [string, string][] => {
      const schema = schemaOf(type, module);
      return schema === undefined ? [] : [[schema, name]];
    }),
  );
}

/** The schema of `Schemas["Device"]` or of a part such as `Schemas["Device"]["state"]`. */
function schemaOf(type: ts.TypeNode, module: Module): string | undefined {
  if (!ts.isIndexedAccessTypeNode(type)) return undefined;
  return isSchemas(type.objectType, module) ? keyOf(type) : schemaOf(type.objectType, module);
}

/** Whether a type is `components["schemas"]` or an alias of it. */
function isSchemas(type: ts.TypeNode, module: Module): boolean {
  if (ts.isIndexedAccessTypeNode(type)) {
    return keyOf(type) === "schemas" && type.objectType.getText() === "components";
  }
  const alias = ts.isTypeReferenceNode(type) ? module.types.get(type.typeName.getText()) : undefined;
  return alias !== undefined && isSchemas(alias.type, module);
}

function keyOf({ indexType }: ts.IndexedAccessTypeNode): string | undefined {
  return ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal)
    ? indexType.literal.text
    : undefined;
}
