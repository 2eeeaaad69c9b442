import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";

/** The program of a consumer that can do everything. */
const connecting = (id: string, name: string) => `
    import { connect } from "@mdmkit/unified";
    import { ${name} } from "@mdmkit/unified/vendors/${id}";
    export const mdm = (options) => connect(${name}(options));`;

/** Programs of consumers: one that only reads devices of a vendor, one that can do everything, and that one in a single file. */
const PROGRAMS = {
  readDevices: (id: string, name: string) => `
    import { readDevices } from "@mdmkit/unified";
    import { ${name}Devices } from "@mdmkit/unified/vendors/${id}/devices";
    export const devices = (options) => readDevices(${name}Devices(options));`,
  connect: connecting,
  inOneFile: connecting,
};

type Program = keyof typeof PROGRAMS;

/**
 * What a consumer's bundle may weigh, by vendor, in bytes: minified ESM, gzip -9. Modules that are imported on use are in files of their
 * own and not counted, but where all is in one file. Node's own modules fail the build, and so does the transport that uses them.
 */
type Budgets = Readonly<Record<string, Readonly<Record<Program, number>>>>;

export type Bundle = {
  readonly name: string;
  readonly budget: number;
  readonly minified: number;
  readonly zipped: number;
  readonly code: Uint8Array;
};

export async function bundles({ conditions = [] }: { conditions?: string[] } = {}): Promise<Bundle[]> {
  const budgets: Budgets = JSON.parse(readFileSync(new URL("budgets.json", import.meta.url), "utf8"));
  const ids = Object.keys(budgets);
  return Promise.all(
    (["readDevices", "connect", "inOneFile"] as const).flatMap((program) =>
      ids.map(async (id) => {
        const contents = PROGRAMS[program](id, factoryName(id));
        const code = await bundle({ contents }, { conditions, splits: program !== "inOneFile" });
        const budget = budgets[id]?.[program] ?? 0;
        return { name: `${program} ${id}`, budget, code, minified: code.length, zipped: zippedSize(code) };
      }),
    ),
  );
}

/** The name of the function that makes a vendor: `jamfPro` of `jamf-pro`. */
const factoryName = (id: string): string => id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

const NODE_TRANSPORT = /\/runtime\/(src|dist)\/node/;

/** A program, a file or its text, as a consumer bundles it; with what is imported on use unless the bundler splits. */
export async function bundle(
  program: { readonly file: string } | { readonly contents: string },
  { conditions = [], splits = true }: { conditions?: string[]; splits?: boolean } = {},
): Promise<Uint8Array> {
  const resolveDir = fileURLToPath(new URL(".", import.meta.url));
  const { outputFiles, metafile } = await build({
    ...("file" in program
      ? { entryPoints: [program.file] }
      : { stdin: { contents: program.contents, resolveDir } }),
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2023",
    write: false,
    metafile: true,
    platform: "browser",
    conditions,
    plugins: splits ? [importedOnUse] : [],
  });
  const isForNode = Object.keys(metafile.inputs).some((path) => NODE_TRANSPORT.test(path));
  if (isForNode) throw new Error("The Node transport is in the bundle.");
  const [output] = outputFiles;
  if (!output) throw new Error("esbuild wrote nothing.");
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
