import { existsSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject, type JsonValue } from "../read/json.ts";
import { ADAPTERS, type Vendors } from "./find-vendors.ts";

/** What each vendor offers, by the end of the export: its file, and the source that must exist for it. */
const ENTRIES = {
  "": { file: "index", source: "index.ts" },
  "/devices": { file: "generated/device-reader", source: "devices/devices.ts" },
  "/lineage": { file: "generated/lineage", source: "origins.ts" },
} as const;

/** The manifest of the unified client with a dependency on each vendor, and exports of those that are no draft. */
export function updateUnified(root: string, text: string, { adapters, drafts }: Vendors): string {
  const manifest = parse(text);
  const complete = adapters.filter((id) => !drafts.has(id));
  const exports = isObject(manifest.exports) ? manifest.exports : {};
  return print({
    ...manifest,
    exports: sortExports({ ...ownExports(root, exports), ...vendorExports(root, complete) }),
    dependencies: withVendors(root, manifest.dependencies, adapters),
  });
}

/** The manifest of the sandbox with a dependency on each vendor. */
export function updateSandbox(root: string, text: string, { fakes }: Vendors): string {
  const manifest = parse(text);
  return print({ ...manifest, dependencies: withVendors(root, manifest.dependencies, fakes) });
}

/** Exports written by hand stay as long as their source does; those of vendors that are gone do not. */
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

/** The package itself first, its manifest last, all else by name. */
function sortExports(exports: JsonObject): JsonObject {
  const rank = (path: string) => (path === "." ? 0 : path === "./package.json" ? 2 : 1);
  const sorted = Object.entries(exports).sort(
    ([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0),
  );
  return Object.fromEntries(sorted);
}

/** Dependencies on packages of this workspace that are gone are left out. */
function withVendors(root: string, present: JsonValue | undefined, ids: readonly string[]): JsonObject {
  const kept = Object.entries(isObject(present) ? present : {}).filter(([name]) => {
    const [, id] = /^@mdmkit\/(.+)$/.exec(name) ?? [];
    return id === undefined || existsSync(join(root, "packages", id, "package.json"));
  });
  const added = ids.map((id): [string, JsonValue] => [`@mdmkit/${id}`, "workspace:^"]);
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
