import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

/**
 * Bundles the command line with all that it runs, in chunks that load on first use: hundreds of small modules cost more to
 * find than to run. The gateway is left out, since it has files and a database of its own.
 */
const PACKAGE = join(import.meta.dirname, "..");
const OUTPUT = join(PACKAGE, "dist");

/**
 * What nearly every command loads is one chunk, and what every sandbox does another. Modules of Node that take long to load,
 * such as `node:http`, stay out of the first.
 */
const CORE = [
  /packages.runtime.dist.(?!node)/,
  /packages.unified.dist.(?!vendors.(?!generated)\w|testing|raw|bulk|report|snapshots)/,
  /packages.cli.src.(account.(?!ask|questions|write)|args|output|process|schema)/,
];
const GROUPS = [
  { name: "core", test: (id: string) => CORE.some((pattern) => pattern.test(id)) },
  { name: "sandbox", test: /packages.(sandbox.dist.(?!vendors|listen)|schema-validator)/ },
];

rmSync(OUTPUT, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: PACKAGE,
  input: "src/bin.ts",
  platform: "node",
  external: ["@mdmkit/gateway"],
  checks: { ineffectiveDynamicImport: false }, // from source, the same imports load on first use
});
const { output } = await bundle.write({
  dir: OUTPUT,
  chunkFileNames: "chunks/[name]-[hash].js",
  codeSplitting: { groups: GROUPS },
});
await bundle.close();

// Completing loads no command: it reads what they all have.
const { buildTable } = await import("../src/completion/build-table.ts");
writeFileSync(join(OUTPUT, "completion.json"), JSON.stringify(await buildTable()));
cpSync(join(PACKAGE, "src/shells"), join(OUTPUT, "shells"), { recursive: true });

const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
writeFileSync(join(OUTPUT, "LICENSES.txt"), licensesOf(modules));

/** The licenses of the libraries in the bundle, which ask to go along with every copy. */
function licensesOf(files: readonly string[]): string {
  const folders = files.flatMap(
    (file) => /^.*\/node_modules\/(@[^/]+\/)?[^/]+/.exec(file.replaceAll("\\", "/"))?.[0] ?? [],
  );
  return [...new Set(folders)].sort().map(licenseOf).join("\n\n");
}

function licenseOf(folder: string): string {
  const manifest: { name: string; version: string; license?: string } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  );
  const [file] = globSync("LICEN[CS]E*", { cwd: folder });
  const text =
    file === undefined ? `License: ${manifest.license}\n` : readFileSync(join(folder, file), "utf8");
  return `${manifest.name} ${manifest.version}\n\n${text}`;
}
