import { existsSync } from "node:fs";
import { join } from "node:path";
import { isObject, type JsonObject } from "../read/json.ts";
import { readYaml } from "../read/read-document.ts";
import { findVendorIds } from "../workspace/layout.ts";

/** Vendors with an adapter, vendors with a fake in the sandbox, and which of them are drafts. */
export type Vendors = {
  readonly adapters: readonly string[];
  readonly fakes: readonly string[];
  readonly drafts: ReadonlySet<string>;
};

/** Vendors by the folders that are there; those with a `place` come first. A standalone project has one. */
export function findVendors(root: string): Vendors {
  const adapters = findVendorIds(root, "adapter", "descriptor.ts");
  const fakes = findVendorIds(root, "sandbox", "index.ts");
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
