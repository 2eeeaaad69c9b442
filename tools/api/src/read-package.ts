import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Declaration, Declarations, type DeclaredHere } from "./declarations.ts";
import { isTable, referencedBy } from "./references.ts";

/** What an entry of a package exports. */
type Entry = { readonly specifier: string; readonly exports: ReadonlyMap<string, Declaration> };

/** The public API of a built package. `hidden` is what the types of the entries mention and none of them exports. */
export type PackageApi = {
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly exported: readonly DeclaredHere[];
  readonly hidden: readonly DeclaredHere[];
};

type Manifest = {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, string | { readonly types?: string }>>;
};

/** Undefined for a package that is not published, or has no types. */
export function readPackage(folder: string): PackageApi | undefined {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (manifest.private || !manifest.exports) return undefined;
  const declarations = new Declarations();
  const entries = Object.entries(manifest.exports).flatMap(([path, target]): Entry[] => {
    const types = typeof target === "string" ? undefined : target.types;
    if (types === undefined || isTable(types)) return [];
    const specifier = `${manifest.name}${path.slice(1)}`;
    return [{ specifier, exports: declarations.exportsOf(join(folder, types).replaceAll("\\", "/")) }];
  });
  const exported = unique(entries.flatMap(({ exports }) => [...exports.values()]));
  return { name: manifest.name, entries, exported, hidden: referencedBy(exported, declarations) };
}

function unique(declarations: readonly Declaration[]): DeclaredHere[] {
  const byStatement = new Map(
    declarations.flatMap((each) => (each.kind === "here" ? [[each.statements[0], each] as const] : [])),
  );
  return [...byStatement.values()];
}
