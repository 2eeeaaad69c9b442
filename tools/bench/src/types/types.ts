import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { printGoals } from "../goals.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import { writeConsumer } from "./consumer.ts";

const COMPILERS = ["typescript-5", "typescript-6", "typescript"];
const CALLS = [0, 1, 5, 10, 50];

const require = createRequire(import.meta.url);

/** What a consumer's compiler does with the built packages, `skipLibCheck` off. Fails when it does not compile. */
export async function benchTypes({ rounds }: { rounds: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-types-"));
  try {
    const projects = CALLS.map((calls) => ({ calls, project: writeConsumer(folder, calls) }));
    for (const name of COMPILERS) {
      const { version } = require(`${name}/package.json`);
      const rows = projects.map(({ calls, project }) => measured(name, calls, project, rounds));
      printTable(`TypeScript ${version}, ${rounds} rounds`, rows);
      const seconds = Number(rows.at(-1)?.["check s"]);
      if (name === "typescript-5")
        printGoals([{ what: "check of 50 calls with TypeScript 5.9, s", most: 11, figures: [seconds] }]);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measured(compiler: string, calls: number, project: string, rounds: number) {
  const reports = Array.from({ length: rounds }, () => check(compiler, project));
  const middle = (name: string) => median(reports.map((report) => numberOf(report, name)));
  return {
    calls,
    instantiations: middle("Instantiations"),
    types: middle("Types"),
    "check s": middle("Check time").toFixed(2),
    "total s": middle("Total time").toFixed(2),
  };
}

function check(compiler: string, project: string): string {
  const bin = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  const { status, stdout } = spawnSync(process.execPath, [bin, "-p", project, "--extendedDiagnostics"], {
    encoding: "utf8",
  });
  if (status === 0) return stdout;
  throw new Error(`The consumer does not compile with ${compiler}:\n${stdout}`);
}

function numberOf(report: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(report)?.[1]);
}
