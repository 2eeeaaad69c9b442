import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { foldersOf, type Layout, layoutOf, readProjectVendor } from "./layout.ts";

/**
 * A folder of `specs/`: our transcription of a vendor's API (`vendor`), a document received from a vendor (`received`), or
 * our own document (`owned`). An overlay corrects the first two.
 */
export type Spec = {
  readonly id: string;
  readonly root: string;
  readonly kind: keyof typeof ENTRIES;
  readonly layout: Layout;
};

const ENTRIES = { vendor: "upstream.yaml", received: "upstream.json", owned: "openapi.yaml" } as const;
const KINDS = ["vendor", "received", "owned"] as const;

/** Folders and files of a spec, relative to the root, with forward slashes. */
export function pathsOf(spec: Pick<Spec, "id" | "kind">) {
  const folder = `specs/${spec.id}`;
  return {
    folder,
    entry: `${folder}/${ENTRIES[spec.kind]}`,
    overlay: `${folder}/overlay.yaml`,
    source: `${folder}/source.yaml`,
    openapi: `${folder}/openapi.json`,
  };
}

/** The folder of what is generated from a spec, relative to the root. */
export function generatedFolder({ id, layout }: Pick<Spec, "id" | "layout">): string {
  return `${foldersOf(layout, id).client}/generated`;
}

/** Every folder of `specs/` that holds a document, by id. In a standalone project it is that of its vendor. */
export function discoverSpecs(root: string): Map<string, Spec> {
  const specs = new Map<string, Spec>();
  const folder = join(root, "specs");
  const layout = layoutOf(root);
  const only = readProjectVendor(root);
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const id of names) {
    if (only !== undefined && id !== only) continue;
    const kind = KINDS.find((one) => existsSync(join(folder, id, ENTRIES[one])));
    if (kind) specs.set(id, { id, root, kind, layout });
  }
  return specs;
}
