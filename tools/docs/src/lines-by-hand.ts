import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is no source by hand. */
const OTHERS = /\.test\.ts$|(?:^|[\\/])(?:generated|fixtures|conformance)[\\/]/;

/** Lines of the TypeScript sources in a folder that people wrote, without tests and what they need. */
export function linesByHand(folder: string): number {
  const files = globSync("**/*.ts", { cwd: folder }).filter((file) => !OTHERS.test(file));
  return files.reduce((sum, file) => sum + linesIn(readFileSync(join(folder, file), "utf8")), 0);
}

const linesIn = (text: string): number => text.split("\n").length - 1;
