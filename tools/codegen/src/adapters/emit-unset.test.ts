import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createWorkspace } from "../fixtures/create-workspace.ts";
import { Modules } from "../lineage/domain/module.ts";
import { extractMappers } from "../lineage/lineage.ts";
import { readResponseSchemas } from "../lineage/response-schemas.ts";
import { emitUnset } from "./emit-unset.ts";

const fixtures = join(import.meta.dirname, "../fixtures");
const document = join(fixtures, "lineage-unset/openapi.json");

const extract = (openapi: string) =>
  extractMappers("lineage-unset", {
    modules: new Modules(fixtures),
    responses: readResponseSchemas(openapi),
  });

it("prints code that hides the unset values of what a mapper reads", async () => {
  const expected = join(fixtures, "expected-unset.txt");
  await expect(
    emitUnset({ folder: "packages/unified/src/vendors/acme" }, extract(document))["api/unset.ts"],
  ).toMatchFileSnapshot(expected);
});

it("knows the properties by their paths in the record, what is joined included", () => {
  const [mapper] = extract(document);
  const rows = mapper?.unset.map(({ path, values, unless }) => [
    path,
    values,
    unless.map((sign) => sign.path),
  ]);
  expect(rows).toEqual([
    ["disks[].size", [-1, 0], ["disks[].seen"]],
    ["disks[].volumes[].free", [null, ""], []],
    ["encrypted", [false], ["status", "reportedAt"]],
    ["owner.active", [false], ["owner.since"]],
    ["rows[].state", ["-1"], []],
    ["security.firewall", [false], ["reportedAt"]],
    ["security.kept", [], []],
    ["updates", [[]], []],
  ]);
});

it.each(["$.since", "$.disks[].seen"])("rejects the sign %s, which is not in the record", (sign) => {
  using workspace = createWorkspace("lineage-unset");
  const text = readFileSync(document, "utf8").replace('"$.reportedAt"', JSON.stringify(sign));
  workspace.write("openapi.json", text);
  expect(() => extract(join(workspace.root, "openapi.json"))).toThrow(
    `lineage-unset/map-thing.ts  x-mdmkit-unset of \`security.firewall\` names \`${sign}\`, which the response of listThings does not have. Correct \`unless\` in the overlay.`,
  );
});
