import { readFileSync } from "node:fs";
import { dirname, join, matchesGlob, relative } from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";
import { toolInputs } from "./inputs.ts";

const sources = join(import.meta.dirname, "..");

/** A file and everything it imports from this tool. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"));
  for (const { fileName } of importedFiles) {
    if (fileName.startsWith(".")) importsOf(join(dirname(file), fileName), found);
  }
  return found;
}

it("includes every source that generating a spec imports", () => {
  const { include } = toolInputs();
  const loaded = [...importsOf(join(sources, "generate/make-spec.ts"))];
  expect(loaded.length).toBeGreaterThan(20);
  const unnamed = loaded.filter(
    (file) => !include.some((glob) => matchesGlob(relative(sources, file), glob)),
  );
  expect(unnamed).toEqual([]);
});
