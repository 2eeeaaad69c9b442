import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFileSide } from "../documents/read-side.ts";
import { compareSpecs } from "./compare.ts";

/** Vendors' own documents are beside the project where they may be used; they are never part of it. */
const CORPUS = join(import.meta.dirname, "../../../../../../shared/corpus");

async function compare(from: string, to: string) {
  return compareSpecs(await readFileSide(from, join(CORPUS, from)), await readFileSide(to, join(CORPUS, to)));
}

describe.skipIf(!existsSync(CORPUS))("documents of vendors (skipped without corpus)", () => {
  it("finds four additions between two releases of NinjaOne's, and nothing else", async () => {
    const { bump, changes, meaning } = await compare(
      "ninjaone/public-api-2026-04.yaml",
      "ninjaone/public-api-2026-07.yaml",
    );
    expect(bump).toBe("minor");
    expect(changes.map(({ kind, node, uses }) => `${node} ${kind}: ${uses[0]?.operation}`)).toEqual([
      "Operation added: getTabSummaryForGlobal",
      "Operation added: updateGlobalCustomTabsOrder",
      "Operation added: updateSoftwareLicenseAssignmentLastUsage",
      "Operation added: updateUserRoleOrganizationPermissions",
    ]);
    expect(meaning).toEqual([]);
  });

  it("finds no difference between the JSON and the YAML of Kandji's", async () => {
    const twin = "kandji/kandji-community-2025-08.openapi";
    const { changes, meaning } = await compare(`${twin}.json`, `${twin}.yaml`);
    expect({ changes, meaning }).toEqual({ changes: [], meaning: [] });
  });
});
