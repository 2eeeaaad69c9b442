import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { findPackage, TOOL_FOLDER } from "./find-package.ts";
import { foldersOf, type Layout, layoutOf } from "./layout.ts";
import { problemAt } from "./problem.ts";

const UNIFIED = "@mdmkit/unified";

/** The condition under which our packages export their sources. */
const SOURCE = "@mdmkit/source";

/**
 * Sources that an adapter is followed through: its own and those of `@mdmkit/unified`. Paths are relative to the root and
 * have forward slashes.
 */
export class SourceFiles {
  readonly #root: string;
  readonly #layout: Layout;
  #unified: { readonly path: string; readonly folder: string } | undefined;

  constructor(root: string) {
    this.#root = root;
    this.#layout = layoutOf(root);
  }

  /** Where the file is on this machine. */
  locate(path: string): string {
    const unified = `node_modules/${UNIFIED}/`;
    return path.startsWith(unified)
      ? join(this.#findUnified().folder, path.slice(unified.length))
      : join(this.#root, path);
  }

  /**
   * The path of what a file imports; undefined where it is not followed. Generated files are not: they may be missing or out
   * of date, and are made from what is followed. Neither is the vendor's client.
   */
  resolve(from: string, specifier: string): string | undefined {
    if (specifier.startsWith(`${UNIFIED}/`)) return this.#resolveUnified(specifier.slice(UNIFIED.length));
    if (!specifier.startsWith(".") || specifier.includes("/generated/")) return undefined;
    const path = relative(".", join(dirname(from), specifier)).replaceAll("\\", "/");
    return this.#isClient(path) ? undefined : path;
  }

  #isClient(path: string): boolean {
    return this.#layout === "standalone" && path.startsWith(`${foldersOf(this.#layout, "").client}/`);
  }

  #resolveUnified(subpath: string): string | undefined {
    const { path, folder } = this.#findUnified();
    const { exports }: { exports: Record<string, Record<string, string>> } = JSON.parse(
      readFileSync(join(folder, "package.json"), "utf8"),
    );
    const source = exports[`.${subpath}`]?.[SOURCE];
    return source && `${path}/${source.replace(/^\.\//, "")}`;
  }

  /** In a new project nothing is installed yet; there the package that this tool depends on has the same sources. */
  #findUnified(): { readonly path: string; readonly folder: string } {
    this.#unified ??=
      this.#layout === "monorepo"
        ? { path: "packages/unified", folder: join(this.#root, "packages/unified") }
        : { path: `node_modules/${UNIFIED}`, folder: this.#installedUnified() };
    return this.#unified;
  }

  #installedUnified(): string {
    const folder = findPackage(UNIFIED, this.#root) ?? findPackage(UNIFIED, TOOL_FOLDER);
    if (folder && existsSync(join(folder, "src"))) return folder;
    throw problemAt(
      "package.json",
      `${UNIFIED} is not installed`,
      "Add it to the dependencies and install them.",
    );
  }
}
