import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

/**
 * What a consumer's bundle may weigh: minified ESM, gzip -9. Modules that are imported on use are in files of their own and not
 * counted. From `budgets.json`, in bytes. Node's own modules fail the build, and so does the transport that uses them.
 */
export type Budget = { readonly name: string; readonly entry: string; readonly budget: number };

export type Bundle = Budget & {
  readonly minified: number;
  readonly zipped: number;
  readonly code: Uint8Array;
};

export async function bundles({ conditions = [] }: { conditions?: string[] } = {}): Promise<Bundle[]> {
  const budgets: readonly Budget[] = JSON.parse(
    readFileSync(new URL("budgets.json", import.meta.url), "utf8"),
  );
  return Promise.all(
    budgets.map(async (budget) => {
      const code = await bundle(fileURLToPath(new URL(budget.entry, import.meta.url)), conditions);
      return { ...budget, code, minified: code.length, zipped: zippedSize(code) };
    }),
  );
}

const NODE_TRANSPORT = /\/runtime\/(src|dist)\/node/;

/** A program as a consumer bundles it. */
export async function bundle(entry: string, conditions: string[] = []): Promise<Uint8Array> {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2023",
    write: false,
    metafile: true,
    platform: "browser",
    conditions,
    plugins: [importedOnUse],
  });
  const isForNode = Object.keys(metafile.inputs).some((path) => NODE_TRANSPORT.test(path));
  if (isForNode) throw new Error(`The Node transport is in the bundle of ${entry}.`);
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild wrote nothing for ${entry}`);
  return output.contents;
}

const importedOnUse: Plugin = {
  name: "imported-on-use",
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path, external: true } : undefined,
    );
  },
};

export function zippedSize(code: Uint8Array): number {
  return gzipSync(code, { level: 9 }).length;
}

export function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
