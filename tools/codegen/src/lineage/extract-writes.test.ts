import { join } from "node:path";
import { expect, it } from "vitest";
import { readAnswerSchemas } from "./answer-schemas.ts";
import { Modules } from "./domain/module.ts";
import { extractWrites } from "./extract-writes.ts";

const root = join(import.meta.dirname, "../fixtures");

it("tells what each planner sends and reads, by the table, branch, list or helper that holds it", () => {
  const answers = readAnswerSchemas(join(root, "lineage/openapi.json"));
  const writes = extractWrites("lineage-writes/index.ts", { modules: new Modules(root), answers });
  expect(Object.fromEntries(writes)).toEqual({
    "devices.update": { sends: ["lockThing", "wipeThing"], reads: [] },
    "devices.delete": { sends: ["wipeThing"], reads: ["getThing"] },
    "devices.actions.lock": { sends: ["lockPhone", "lockThing"], reads: [] },
    "devices.actions.erase": { sends: ["wipeThing"], reads: [] },
  });
});
