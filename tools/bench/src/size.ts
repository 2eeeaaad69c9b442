import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** What a consumer's bundle may weigh: minified ESM, everything inlined, gzip -9. From `budgets.json`, in bytes. */
type Budget = { readonly name: string; readonly entry: string; readonly budget: number };

const budgets: readonly Budget[] = JSON.parse(
  readFileSync(new URL("size/budgets.json", import.meta.url), "utf8"),
);

let exceeded = false;
for (const { name, entry, budget } of budgets) {
  const { outputFiles } = await build({
    entryPoints: [new URL(`size/${entry}`, import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2023",
    write: false,
  });
  const [output] = outputFiles;
  if (!output) throw new Error(`esbuild wrote nothing for ${entry}`);
  const size = gzipSync(output.contents, { level: 9 }).length;
  const isOver = size > budget;
  exceeded ||= isOver;
  console.log(
    `${isOver ? "✗" : "✓"} ${name}: ${kilobytes(size)} of ${kilobytes(budget)} (${kilobytes(output.contents.length)} minified)`,
  );
}
if (exceeded) process.exitCode = 1;

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
