import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import { bundles, kilobytes } from "./bundle.ts";

const TIMED =
  "const startedAt = performance.now(); await import(process.argv[1]); console.log(performance.now() - startedAt);";

/** Size of what consumers bundle, and the time a fresh process takes to load it, less that of an empty module. */
export async function benchBundle({ rounds }: { rounds: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-import-"));
  try {
    const empty = importTime(folder, "export {};", rounds);
    const rows = (await bundles({ conditions: ["@mdmkit/source"] })).map(
      ({ name, code, minified, zipped }) => ({
        bundle: name,
        "minified kB": kilobytes(minified),
        "gzip kB": kilobytes(zipped),
        "import ms": Math.max(0, importTime(folder, code, rounds) - empty).toFixed(1),
      }),
    );
    printTable(
      `Bundles; import over an empty module (${empty.toFixed(1)} ms), ${rounds} processes each`,
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function importTime(folder: string, code: string | Uint8Array, rounds: number): number {
  const file = join(folder, "module.mjs");
  writeFileSync(file, code);
  const times = Array.from({ length: rounds }, () =>
    Number(execFileSync(process.execPath, ["--input-type=module", "-e", TIMED, file], { encoding: "utf8" })),
  );
  return median(times);
}
