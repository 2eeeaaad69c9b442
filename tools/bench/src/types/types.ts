import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { printGoals } from "../goals.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import { type Consumer, writeConsumer } from "./consumer.ts";

const COMPILERS = ["typescript-5", "typescript-6", "typescript"];
const EMPTY: Consumer = { calls: undefined };
const LONGEST: Consumer = { calls: 50 };
const CONSUMERS: readonly Consumer[] = [
  EMPTY,
  ...[0, 1, 5, 10].map((calls) => ({ calls })),
  LONGEST,
  { ...EMPTY, lib: ["es2023"] },
  { ...LONGEST, lib: ["es2023"] },
];

/** Check time of the first version's 50 calls, an empty file being 1, with TypeScript 5.9.3. */
const FIRST = 1.52;

/** Makes a compiler in JavaScript measure the CPU time of its thread, which other work on the machine changes less. */
const CPU_CLOCK =
  "data:text/javascript,performance.now=()=>{const{user,system}=process.threadCpuUsage();return(user+system)/1000}";

const require = createRequire(import.meta.url);

/**
 * What a consumer's compiler does with the built packages, `skipLibCheck` off, and with an empty file: what declarations of the platform
 * take. Fails when a consumer does not compile.
 */
export async function benchTypes({ rounds }: { rounds: number }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-types-"));
  try {
    const projects = CONSUMERS.map((consumer) => ({ consumer, project: writeConsumer(folder, consumer) }));
    for (const name of COMPILERS) {
      const { version } = require(`${name}/package.json`);
      const reports = projects.map((): string[] => []);
      for (let round = 0; round < rounds; round++)
        for (const [at, { project }] of projects.entries()) reports[at]?.push(check(name, project));
      const rows = projects.map(({ consumer }, at) => rowOf(consumer, reports[at] ?? []));
      printTable(`TypeScript ${version}, ${rounds} rounds`, rows);
      const secondsOf = (consumer: Consumer) => Number(rows[CONSUMERS.indexOf(consumer)]?.["check s"]);
      if (name === "typescript-5") {
        const figures = [secondsOf(LONGEST) / secondsOf(EMPTY) / FIRST];
        printGoals([{ what: "check of 50 calls, TypeScript 5.9 : first version", most: 0.5, figures }]);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowOf({ calls, lib }: Consumer, reports: readonly string[]) {
  const middle = (name: string) => median(reports.map((report) => numberOf(report, name)));
  return {
    calls: `${calls ?? "empty file"}${lib ? ", no DOM" : ""}`,
    files: middle("Files"),
    types: middle("Types"),
    instantiations: middle("Instantiations"),
    MB: Math.round(middle("Memory used") / 1024),
    "check s": middle("Check time").toFixed(2),
    "total s": middle("Total time").toFixed(2),
  };
}

function check(compiler: string, project: string): string {
  const bin = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  const options = ["--single-threaded", "--import", CPU_CLOCK, bin, "-p", project, "--extendedDiagnostics"];
  const { status, stdout } = spawnSync(process.execPath, options, { encoding: "utf8" });
  if (status === 0) return stdout;
  throw new Error(`The consumer does not compile with ${compiler}:\n${stdout}`);
}

function numberOf(report: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(report)?.[1]);
}
