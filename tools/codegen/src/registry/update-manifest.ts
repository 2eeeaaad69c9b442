import { existsSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { ADAPTERS } from "../workspace/layout.ts";
import { ALL_FAKES } from "./emit-registry.ts";
import type { Vendors } from "./find-vendors.ts";

/** The exports of each vendor by suffix: the file, and the source that it requires. */
const ENTRIES = {
  "": { file: "generated/vendor", source: "index.ts" },
  "/devices": { file: "generated/device-reader", source: "devices/devices.ts" },
  "/lineage": { file: "generated/lineage", source: "origins.ts" },
} as const;

/** The manifest of the unified client: dependencies, exports and published files depend on the vendors. */
export function updateUnified(root: string, text: string, { adapters, drafts }: Vendors): string {
  const manifest = parse(text);
  const complete = adapters.filter((id) => !drafts.has(id));
  const exports = isObject(manifest.exports) ? manifest.exports : {};
  return print({
    ...withVendors(root, manifest, { ids: adapters, drafts }),
    exports: sortExports({ ...ownExports(root, exports), ...vendorExports(root, complete) }),
  });
}

/** The manifest of the sandbox: dependencies and published files depend on the vendors. */
export function updateSandbox(root: string, text: string, { fakes, drafts }: Vendors): string {
  return print(withVendors(root, parse(text), { ids: fakes, drafts }));
}

/** The manifest of a vendor's package. A draft is private, so that it is not published. */
export function updateClient(text: string, isDraft: boolean): string {
  const { name, version, private: isPrivate, ...rest } = parse(text);
  if (Boolean(isPrivate) === isDraft) return text;
  return print({ name: name ?? "", version: version ?? "0.0.0", ...(isDraft && { private: true }), ...rest });
}

type Ids = { readonly ids: readonly string[]; readonly drafts: ReadonlySet<string> };

/** Complete vendors are dependencies. Drafts are development dependencies, since they are not published. */
function withVendors(root: string, manifest: JsonObject, { ids, drafts }: Ids): JsonObject {
  const complete = ids.filter((id) => !drafts.has(id));
  const draft = ids.filter((id) => drafts.has(id));
  return {
    ...manifest,
    ...publishedFiles(manifest.files, draft),
    dependencies: dependenciesOn(root, manifest.dependencies, {
      drop: draft,
      add: complete,
      range: "workspace:^",
    }),
    devDependencies: dependenciesOn(root, manifest.devDependencies, {
      drop: complete,
      add: draft,
      range: "workspace:*",
    }),
  };
}

/** Excludes the files of drafts from the package. */
function publishedFiles(present: JsonValue | undefined, drafts: readonly string[]): JsonObject {
  if (!Array.isArray(present)) return {};
  const kept = present.filter((path) => !String(path).startsWith("!**/"));
  const left = drafts.map((id) => `!**/vendors/${id}`);
  return { files: drafts.length > 0 ? [...kept, ...left, `!**/generated/${ALL_FAKES}.*`] : kept };
}

/** Handwritten exports whose source exists. Exports of vendors are generated. */
function ownExports(root: string, exports: JsonObject): JsonObject {
  const kept = Object.entries(exports).filter(([path, target]) => {
    const isGenerated = /^\.\/vendors\/[^/]+(\/devices|\/lineage)?$/.test(path);
    const source = isObject(target) ? target["@mdmkit/source"] : undefined;
    return !isGenerated && (typeof source !== "string" || existsSync(join(root, "packages/unified", source)));
  });
  return Object.fromEntries(kept);
}

function vendorExports(root: string, ids: readonly string[]): JsonObject {
  const rows = ids.flatMap((id) =>
    Object.entries(ENTRIES)
      .filter(([, { source }]) => existsSync(join(root, ADAPTERS, id, source)))
      .map(([suffix, { file }]): [string, JsonValue] => [
        `./vendors/${id}${suffix}`,
        targetOf(`vendors/${id}/${file}`),
      ]),
  );
  return Object.fromEntries(rows);
}

function targetOf(path: string): JsonObject {
  return {
    "@mdmkit/source": `./src/${path}.ts`,
    types: `./dist/${path}.d.ts`,
    default: `./dist/${path}.js`,
  };
}

/** Sorts the package first, its manifest last, and the others by name. */
function sortExports(exports: JsonObject): JsonObject {
  const rank = (path: string) => (path === "." ? 0 : path === "./package.json" ? 2 : 1);
  const sorted = Object.entries(exports).sort(
    ([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0),
  );
  return Object.fromEntries(sorted);
}

type Change = { readonly drop: readonly string[]; readonly add: readonly string[]; readonly range: string };

/** Removes dependencies on workspace packages that no longer exist. */
function dependenciesOn(
  root: string,
  present: JsonValue | undefined,
  { drop, add, range }: Change,
): JsonObject {
  const kept = Object.entries(isObject(present) ? present : {}).filter(([name]) => {
    const [, id] = /^@mdmkit\/(.+)$/.exec(name) ?? [];
    if (id === undefined) return true;
    return (
      !drop.includes(id) && (id === "tsconfig" || existsSync(join(root, "packages", id, "package.json")))
    );
  });
  const added = add.map((id): [string, JsonValue] => [`@mdmkit/${id}`, range]);
  const all = new Map([...kept, ...added]);
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function parse(text: string): JsonObject {
  const manifest: JsonValue = JSON.parse(text);
  return isObject(manifest) ? manifest : {};
}

function print(manifest: JsonObject): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
