import { join } from "node:path";
import { expect, it } from "vitest";
import { Modules } from "./domain/module.ts";
import { extractWrites } from "./extract-writes.ts";
import { readResponseSchemas } from "./response-schemas.ts";

const root = join(import.meta.dirname, "../fixtures");

it("finds the operations of planners in tables, branches, lists, helpers and files that load with the first call", () => {
  const responses = readResponseSchemas(join(root, "lineage/openapi.json"));
  const writes = extractWrites("lineage-writes/index.ts", { modules: new Modules(root), responses });
  expect(Object.fromEntries(writes)).toEqual({
    "devices.create": { sends: ["lockThing"], reads: ["getThing"] },
    "devices.update": { sends: ["lockThing", "wipeThing"], reads: [] },
    "devices.delete": { sends: ["wipeThing"], reads: ["getThing"] },
    "devices.actions.lock": { sends: ["lockPhone", "lockThing"], reads: [] },
    "devices.actions.erase": { sends: ["wipeThing"], reads: [] },
  });
});
