import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject } from "../read/json.ts";
import { readYaml } from "../read/read-document.ts";

export const ADAPTERS = "packages/unified/src/vendors";
export const FAKES = "packages/sandbox/src/vendors";

/** Vendors with an adapter, vendors with a fake in the sandbox, and which of them are drafts. */
export type Vendors = {
  readonly adapters: readonly string[];
  readonly fakes: readonly string[];
  readonly drafts: ReadonlySet<string>;
};

/** Finds vendors by their folders. `order` of source.yaml puts a vendor before those without one. */
export function findVendors(root: string): Vendors {
  const adapters = foldersWith(join(root, ADAPTERS), "descriptor.ts");
  const fakes = foldersWith(join(root, FAKES), "index.ts");
  const sources = new Map([...adapters, ...fakes].map((id) => [id, readSource(root, id)]));
  const placeOf = (id: string) => Number(sources.get(id)?.place ?? Number.POSITIVE_INFINITY);
  const inOrder = (ids: readonly string[]) => ids.toSorted((a, b) => compare(placeOf(a), placeOf(b)));
  const drafts = adapters.filter((id) => sources.get(id)?.status === "draft");
  return { adapters: inOrder(adapters), fakes: inOrder(fakes), drafts: new Set(drafts) };
}

/** The content of a vendor's `source.yaml`; empty if there is none. */
export function readSource(root: string, id: string): JsonObject {
  const path = `specs/${id}/source.yaml`;
  if (!existsSync(join(root, path))) return {};
  const { parsed } = readYaml(root, path);
  return isObject(parsed) ? parsed : {};
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function foldersWith(folder: string, file: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).sort();
  return names.filter((name) => existsSync(join(folder, name, file)));
}
