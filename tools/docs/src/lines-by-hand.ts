import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const GENERATED = /(?:^|[\\/])generated[\\/]/;
const TESTS = /\.test\.ts$|(?:^|[\\/])(?:fixtures|conformance)[\\/]/;

type Lines = { sources: number; tests: number };

/** Lines in a folder that people wrote: TypeScript sources, and tests with what they need, such as recorded responses. */
export function linesByHand(folder: string): Lines {
  const lines: Lines = { sources: 0, tests: 0 };
  for (const file of globSync("**/*.{ts,yaml,json}", { cwd: folder })) {
    if (GENERATED.test(file)) continue;
    const isTest = TESTS.test(file);
    if (isTest || file.endsWith(".ts")) lines[isTest ? "tests" : "sources"] += linesIn(join(folder, file));
  }
  return lines;
}

const linesIn = (file: string): number => readFileSync(file, "utf8").split("\n").length - 1;
