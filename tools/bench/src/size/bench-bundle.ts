import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPeers, PEERS } from "../peers/peers.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import { bundle, bundles, kilobytes, zippedSize } from "./bundle.ts";

const TIMED =
  "const startedAt = performance.now(); await import(process.argv[1]); console.log(performance.now() - startedAt);";

/**
 * Size of what consumers bundle, ours and that of other unified APIs' clients, and the time a fresh process takes to load it, less that of an
 * empty module.
 */
export async function benchBundle({ rounds }: { rounds: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-import-"));
  try {
    const ours = await bundles({ conditions: ["@mdmkit/source"] });
    const all = [...ours.map(({ name, code }) => ({ name, code })), ...(await bundlesOfPeers())];
    const files = all.map(({ name, code }, at) => {
      const file = join(folder, `${at}.mjs`);
      writeFileSync(file, code);
      return { name, code, file, times: [] as number[] };
    });
    const empty = { file: join(folder, "empty.mjs"), times: [] as number[] };
    writeFileSync(empty.file, "export {};");
    // Interleaved, so that a noisy minute falls on all alike.
    for (let round = 0; round < rounds; round += 1)
      for (const { file, times } of [empty, ...files]) times.push(importTime(file));
    const floor = median(empty.times);
    const rows = files.map(({ name, code, times }) => ({
      bundle: name,
      "minified kB": kilobytes(code.length),
      "gzip kB": kilobytes(zippedSize(code)),
      "import ms": Math.max(0, median(times) - floor).toFixed(1),
    }));
    printTable(
      `Bundles; import over an empty module (${floor.toFixed(1)} ms), ${rounds} processes each`,
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function bundlesOfPeers(): Promise<{ name: string; code: Uint8Array }[]> {
  const programOf = installPeers();
  return Promise.all(
    PEERS.map(async (peer) => ({
      name: `${peer.package} ${peer.version}, ${peer.lists}`,
      code: await bundle({ file: programOf(peer) }),
    })),
  );
}

function importTime(file: string): number {
  const args = ["--input-type=module", "-e", TIMED, file];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" }));
}
