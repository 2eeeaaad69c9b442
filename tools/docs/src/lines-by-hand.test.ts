import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { linesByHand } from "./lines-by-hand.ts";

const folder = mkdtempSync(join(tmpdir(), "lines-by-hand-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("counts sources and what tests them, and nothing that is generated", () => {
  const files = {
    "index.ts": "a\nb\n",
    "devices/devices.ts": "a\n\nc\n",
    "devices/devices.test.ts": "a\n",
    "generated/api/client.ts": "a\n",
    "fixtures/requests.ts": "a\n",
    "fixtures/recorded-responses/devices.yaml": "a\nb\n",
    "conformance/reads.test.ts": "a\n",
    "README.md": "a\n",
    "package.json": "{}\n",
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  expect(linesByHand(folder)).toEqual({ sources: 5, tests: 5 });
});
