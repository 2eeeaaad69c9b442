import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Modules } from "./domain/module.ts";
import type { FieldFeeds } from "./extract-fields.ts";
import { extractMappers } from "./lineage.ts";
import { readResponseSchemas } from "./response-schemas.ts";

const root = join(import.meta.dirname, "../fixtures");
const responses = readResponseSchemas(join(root, "lineage/openapi.json"));

// A folder holds a mapper and what feeds its fields. To accept a change: vitest run -u, and read the difference.
describe("the sources of fields", () => {
  it.each(folders("lineage"))("%s", async (name) => {
    await expect(print(`lineage/${name}`)).toMatchFileSnapshot(join(root, "lineage", name, "expected.txt"));
  });
});

describe("code that cannot be followed is rejected with its position", () => {
  it.each(folders("lineage-errors"))("%s", async (name) => {
    const expected = join(root, "lineage-errors", name, "expected.txt");
    await expect(messageOf(() => print(`lineage-errors/${name}`))).toMatchFileSnapshot(expected);
  });
});

function folders(path: string): string[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function print(folder: string): string {
  const [mapper] = extractMappers(folder, { modules: new Modules(root), responses });
  return [...(mapper?.fields ?? [])].map(printField).join("");
}

function printField([field, { line, feeds }]: readonly [string, FieldFeeds]): string {
  const methods = Object.entries(feeds).map(([method, { sources, constants }]) => {
    const constant = constants.map((one) => JSON.stringify(one)).join("|");
    return `  ${[method, ...sources, ...(constant ? [`[${constant}]`] : [])].join(" ")}\n`;
  });
  return `${field}, line ${line}\n${methods.join("")}`;
}

function messageOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? `${error.message}\n` : String(error);
  }
  throw new Error("It was not rejected.");
}
