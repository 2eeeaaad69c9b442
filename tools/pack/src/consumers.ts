import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CHECKS } from "./consumers/checks.ts";

const HELP = `Usage: pnpm consumers [part of a name…]

Installs the packed packages as strangers do, with npm, pnpm and yarn beside other versions of their tools, compiles against them with
three versions of TypeScript, runs them on Node, Bun, Deno and workerd, and connects clients of agents to the command line. It downloads those from the npm registry, and prints a table.`;

const words = process.argv.slice(2);
if (words.some((word) => word === "--help" || word === "-h")) {
  console.log(HELP);
  process.exit(0);
}

const checks = CHECKS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const problems: string[] = [];
console.log("| check | result | seconds |\n| --- | --- | ---: |");
for (const { name, run } of checks) {
  const folder = mkdtempSync(join(tmpdir(), "mdmkit-consumer-"));
  const start = performance.now();
  try {
    await run(folder);
    print(name, "works", start);
  } catch (error) {
    print(name, "fails", start);
    problems.push(`${name}\n${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
for (const problem of problems) console.error(`\n${problem}`);
if (problems.length > 0) process.exitCode = 1;

function print(name: string, result: string, start: number): void {
  console.log(`| ${name} | ${result} | ${((performance.now() - start) / 1000).toFixed(0)} |`);
}
