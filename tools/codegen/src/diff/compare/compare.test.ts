import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFileSide } from "../documents/read-side.ts";
import { formatText } from "../format/format-text.ts";
import { compareSpecs } from "./compare.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/diff");

/** Each folder is one change: the document before, the document after, and what is said of it. */
describe("compareSpecs", () => {
  it.concurrent.for(readdirSync(FOLDER).sort())("rates %s", async (name, { expect }) => {
    const side = (file: string) => readFileSide(file, join(FOLDER, name, file));
    const diff = compareSpecs(await side("base.yaml"), await side("revision.yaml"));
    await expect(formatText(diff)).toMatchFileSnapshot(join(FOLDER, name, "expected.txt"));
  });

  it("finds nothing if only the order of keys differs", async () => {
    const side = await readFileSide("base.yaml", join(FOLDER, "operation-added/base.yaml"));
    const turned = Object.fromEntries(Object.entries(side.document).reverse());
    const diff = compareSpecs(side, { ...side, document: turned });
    expect(diff).toMatchObject({ changes: [], meaning: [] });
    expect(diff.bump).toBeUndefined();
  });
});
