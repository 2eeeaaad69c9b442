import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * A folder of `specs/`: our transcription of a vendor's API (`vendor`), a document received from a vendor (`received`), or
 * our own document (`owned`). An overlay corrects the first two.
 */
export type Spec = {
  readonly id: string;
  readonly root: string;
  readonly kind: keyof typeof ENTRIES;
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
    generated: `packages/${spec.id}/src/generated`,
  };
}

/** The folder of `pnpm-workspace.yaml`, at or above `from`. */
export function findRoot(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "pnpm-workspace.yaml"))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Every folder of `specs/` that holds a document, by id. */
export function discoverSpecs(root: string): Map<string, Spec> {
  const specs = new Map<string, Spec>();
  const folder = join(root, "specs");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  for (const id of names) {
    const kind = KINDS.find((one) => existsSync(join(folder, id, ENTRIES[one])));
    if (kind) specs.set(id, { id, root, kind });
  }
  return specs;
}
