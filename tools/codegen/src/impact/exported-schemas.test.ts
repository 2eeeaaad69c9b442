import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { createWorkspace } from "../fixtures/create-workspace.ts";
import { exportedSchemas } from "./exported-schemas.ts";

const INDEX = "packages/acme/src/index.ts";

function exportsOf(text: string): Record<string, string> {
  using workspace = createWorkspace();
  mkdirSync(dirname(join(workspace.root, INDEX)), { recursive: true });
  workspace.write(INDEX, text);
  return Object.fromEntries(exportedSchemas(workspace.root, "acme"));
}

it.each([
  [
    "through the name of all schemas",
    'type Schemas = components["schemas"];\nexport type Row = Schemas["Device"];',
  ],
  ["directly, over several lines", 'export type Row =\n  components["schemas"]["Device"];'],
  ["as a part of it", 'type S = components["schemas"];\nexport type Row = S["Device"]["state"];'],
  [
    "through a name that follows",
    'export type Row = All["Device"];\nexport type All = components["schemas"];',
  ],
])("finds a type for a schema %s", (_, text) => expect(exportsOf(text)).toEqual({ Device: "Row" }));

it.each([
  ["is not exported", 'type Schemas = components["schemas"];\ntype Row = Schemas["Device"];'],
  ["stands in a comment", '// export type Row = Schemas["Device"];'],
  ["is indexed in something else", 'type Table = { Device: 1 };\nexport type Row = Table["Device"];'],
])("ignores a type that %s", (_, text) => expect(exportsOf(text)).toEqual({}));

it("finds no types of a vendor without a package", () => {
  using workspace = createWorkspace();
  expect(exportedSchemas(workspace.root, "acme").size).toBe(0);
});
