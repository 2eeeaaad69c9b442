import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { codeBlocks, createConsumerProject, ROOM } from "./fixtures/consumer-project.ts";

// The sandbox cannot test its own page: this package depends on it, not the other way round.
const page = await readFile(new URL("../../sandbox/README.md", import.meta.url), "utf8");
const [line = "", listening = "", withVitest = "", withNode = "", ...others] = codeBlocks(page, "ts");

describe("the page of the sandbox", () => {
  it("has a line that opens a vendor, one that listens, and an example for each test runner", () => {
    expect(line.trim().split("\n")).toHaveLength(1);
    expect(listening).toContain(`from "@mdmkit/sandbox/listen"`);
    expect(withVitest).toContain(`from "vitest"`);
    expect(withNode).toContain(`from "node:test"`);
    expect(others).toEqual([]);
  });

  it(
    "shows examples that compile and pass under their test runner",
    async () => {
      await using project = await createConsumerProject();
      const imports = withNode.split("\n").filter((each) => /@mdmkit/.test(each));
      await project.write(
        "src/line.ts",
        [...imports, line, "await mdm.devices.list().toArray();"].join("\n"),
      );
      await project.write(
        "src/listening.ts",
        [...imports, `const sandbox = createSandbox("jumpcloud");`, listening].join("\n"),
      );
      await project.write("src/vitest.test.ts", withVitest);
      await project.write("src/node.test.ts", withNode);
      await project.typecheck();
      await project.node("src/line.ts");
      await project.node("src/listening.ts");
      expect(await project.vitest("src/vitest.test.ts")).toMatch(/Tests\s+2 passed/);
      expect(await project.node("--test", "src/node.test.ts")).toMatch(/pass 1\b/);
    },
    ROOM,
  );
});
