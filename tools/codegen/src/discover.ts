import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** One folder of `specs/`: a vendor's document that an overlay corrects, or a document we own. */
export type Spec = {
  readonly id: string;
  readonly root: string;
  readonly kind: "vendor" | "owned";
};

/** Folders and files of a spec, relative to the root and with forward slashes. */
export function pathsOf(spec: Pick<Spec, "id" | "kind">) {
  const folder = `specs/${spec.id}`;
  return {
    folder,
    entry: `${folder}/${spec.kind === "vendor" ? "upstream.yaml" : "openapi.yaml"}`,
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
    const has = (file: string) => existsSync(join(folder, id, file));
    if (has("upstream.yaml")) specs.set(id, { id, root, kind: "vendor" });
    else if (has("openapi.yaml")) specs.set(id, { id, root, kind: "owned" });
  }
  return specs;
}
