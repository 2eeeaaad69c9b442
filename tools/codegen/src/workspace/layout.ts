import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

/**
 * How files are laid out: `monorepo` is the repository of mdmkit, with every vendor. `standalone` is the project of one
 * vendor; its `package.json` says `"mdmkit": { "vendor": "acme-mdm" }`.
 */
export type Layout = "monorepo" | "standalone";

/** The parts that a vendor's sources consist of. */
export const VENDOR_PARTS = ["client", "adapter", "sandbox"] as const;
export type VendorPart = (typeof VENDOR_PARTS)[number];

type Paths = Readonly<Record<VendorPart, string>>;

/** The folders of the repository that hold a folder for each vendor. */
export const ADAPTERS = "packages/unified/src/vendors";
const SANDBOXES = "packages/sandbox/src/vendors";

const FOLDERS: Readonly<Record<Layout, (id: string) => Paths>> = {
  monorepo: (id) => ({
    client: `packages/${id}/src`,
    adapter: `${ADAPTERS}/${id}`,
    sandbox: `${SANDBOXES}/${id}`,
  }),
  standalone: () => ({ client: "src/client", adapter: "src/adapter", sandbox: "src/sandbox" }),
};

const PACKAGES: Readonly<Record<Layout, (id: string) => Paths>> = {
  monorepo: (id) => ({ client: `packages/${id}`, adapter: "packages/unified", sandbox: "packages/sandbox" }),
  standalone: () => ({ client: ".", adapter: ".", sandbox: "." }),
};

/** The folders of a vendor's sources, relative to the root. */
export function foldersOf(layout: Layout, id: string): Paths {
  return FOLDERS[layout](id);
}

/** The folders of the packages that those sources belong to, relative to the root. */
export function packagesOf(layout: Layout, id: string): Paths {
  return PACKAGES[layout](id);
}

/** What a vendor's client exports, by the file in its folder. */
const CLIENT_ENTRIES = {
  "": "index.ts",
  "/operations": "generated/operations.ts",
  "/table": "generated/table.ts",
  "/schemas": "generated/json-schema/index.ts",
} as const;

/** How a file imports the client: by its package's name, or in a standalone project by its path. */
export function clientImport(
  layout: Layout,
  { id, from, entry = "" }: { id: string; from: string; entry?: keyof typeof CLIENT_ENTRIES },
): string {
  if (layout === "monorepo") return `@mdmkit/${id}${entry}`;
  return posix.relative(posix.dirname(from), `${foldersOf(layout, id).client}/${CLIENT_ENTRIES[entry]}`);
}

/** The parts of the conformance suite, each called in a test file of its own so that they run side by side. */
export const CONFORMANCE_PARTS = ["reads", "faults", "writes"] as const;
export type ConformancePart = (typeof CONFORMANCE_PARTS)[number];

/** What the conformance suite needs of a vendor. */
export function vendorTestFile(layout: Layout, id: string): string {
  return `${testsFolder(layout, id)}/fixtures/vendor-test.ts`;
}

/** The test that runs a part of the conformance suite. */
export function conformanceTest(layout: Layout, id: string, part: ConformancePart): string {
  return `${testsFolder(layout, id)}/conformance/${part}.test.ts`;
}

function testsFolder(layout: Layout, id: string): string {
  return layout === "standalone" ? "src" : foldersOf(layout, id).adapter;
}

/** The root of the repository or project that a folder is in. */
export function findRoot(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (readProjectVendor(folder) !== undefined || isMonorepo(folder)) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

export function layoutOf(root: string): Layout {
  return readProjectVendor(root) === undefined ? "monorepo" : "standalone";
}

/** The vendor of a standalone project; undefined for any other folder. */
export function readProjectVendor(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  const { mdmkit }: { mdmkit?: { vendor?: unknown } } = JSON.parse(readFileSync(file, "utf8"));
  return typeof mdmkit?.vendor === "string" ? mdmkit.vendor : undefined;
}

/** Ids of the vendors whose folder of a part has a certain file. A standalone project has one vendor. */
export function findVendorIds(root: string, part: "adapter" | "sandbox", file: string): string[] {
  const layout = layoutOf(root);
  const own = readProjectVendor(root);
  const parent = join(root, part === "adapter" ? ADAPTERS : SANDBOXES);
  const ids = own !== undefined ? [own] : existsSync(parent) ? readdirSync(parent).sort() : [];
  return ids.filter((id) => existsSync(join(root, foldersOf(layout, id)[part], file)));
}

function isMonorepo(folder: string): boolean {
  return existsSync(join(folder, "pnpm-workspace.yaml")) && existsSync(join(folder, "specs"));
}

/** What a command says that is run elsewhere. */
export function outsideMessage(cwd: string): string {
  return `${cwd} is not inside the repository of mdmkit or the project of a vendor: no folder here or above has pnpm-workspace.yaml and specs/, or a package.json with "mdmkit".\n`;
}
