import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { codeBlocks, createConsumerProject, ROOM } from "./fixtures/consumer-project.ts";

/** What the page takes for granted: an account, somebody in it, and the file of the day before. */
const PRELUDE = `
import { createSandbox } from "@mdmkit/sandbox";
const sandbox = createSandbox("jumpcloud", { devices: 12, users: 4 });
globalThis.fetch = sandbox.fetch;
const { apiKey, organizationId } = sandbox.credentials;
{
  const yesterday = { complete: true, gaps: [] };
  const of = { account: "hq", vendor: "jumpcloud", resource: "devices", filters: {} };
  const file = { format: "mdmkit-snapshot", version: 2, of, complete: true, report: yesterday, records: [{ id: "gone" }] };
  await writeFile("fleet.json", JSON.stringify(file));
}
const id = String(sandbox.state.systems.rows("id").slice(0, 1)[0]?._id);
const userId = String(sandbox.state.users.rows("id").slice(0, 1)[0]?._id);
`;

const PROOF = `
if (sandbox.violations.length > 0) throw new Error(JSON.stringify(sandbox.violations));
`;

/** Later blocks go on from the first one and from each other, as a reader does; imports go to the top. */
function asModule(blocks: readonly string[]): string {
  const lines = [PRELUDE, ...blocks, PROOF].join("\n").split("\n");
  const isImport = (line: string) => line.startsWith("import ");
  return [...lines.filter(isImport), ...lines.filter((line) => !isImport(line))].join("\n");
}

const page = await readFile(new URL("../README.md", import.meta.url), "utf8");

// The sandbox cannot test its own page: this package depends on it, not the other way round.
const sandboxPage = await readFile(new URL("../../sandbox/README.md", import.meta.url), "utf8");
const [line = "", listening = "", chosen = "", withVitest = "", withNode = "", ...others] = codeBlocks(
  sandboxPage,
  "ts",
);

/** The first page that anyone reads, and the one after it; their examples are programs of their own. */
const [first = "", second = ""] = await Promise.all(
  ["README.md", "docs/getting-started.md"].map(async (name) => {
    const text = await readFile(new URL(`../../../${name}`, import.meta.url), "utf8");
    return codeBlocks(text, "ts").join("\n");
  }),
);

describe("the examples of the pages", () => {
  it("are, for the sandbox, a line that opens a vendor, one that listens, one chosen at run time, and one for each test runner", () => {
    expect(line.trim().split("\n")).toHaveLength(1);
    expect(listening).toContain(`from "@mdmkit/sandbox/listen"`);
    expect(chosen).toContain(`from "@mdmkit/sandbox/load"`);
    expect(withVitest).toContain(`from "vitest"`);
    expect(withNode).toContain(`from "node:test"`);
    expect(others).toEqual([]);
  });

  it(
    "compile and run",
    async () => {
      await using project = await createConsumerProject();
      await project.write("src/readme.ts", asModule(codeBlocks(page, "ts")));
      const imports = withNode.split("\n").filter((each) => /@mdmkit/.test(each));
      await project.write(
        "src/line.ts",
        [...imports, line, "await mdm.devices.list().toArray();"].join("\n"),
      );
      await project.write(
        "src/listening.ts",
        [...imports, `const sandbox = createSandbox("jumpcloud");`, listening].join("\n"),
      );
      await project.write("src/chosen.ts", chosen);
      await project.write("src/first.ts", first);
      await project.write("src/second.ts", second);
      // The page goes last: it replaces `fetch`.
      const programs = ["second", "line", "listening", "chosen", "readme"].map(
        (name) => `await import("./${name}.ts");`,
      );
      await project.write("src/all.ts", [...programs, "export {};"].join("\n"));
      await project.write("src/vitest.test.ts", withVitest);
      await project.write("src/node.test.ts", withNode);
      await project.typecheck();
      const output = await project.node("src/all.ts"); // one process, which loads the packages once
      expect(output).toContain("12 are new");
      expect(output).toContain("1 are gone");
      expect(output).toContain("JumpCloud (jumpcloud): an administrator's API key: apiKey");
      expect(output).toContain("JAMF_PRO_");
      expect(await project.node("src/first.ts")).toMatch(/^\w+ .+ (true|false|null|undefined)$/m);
      expect(await project.vitest("src/vitest.test.ts")).toMatch(/Tests\s+2 passed/);
      expect(await project.node("--test", "--test-isolation=none", "src/node.test.ts")).toMatch(/pass 1\b/);
    },
    ROOM,
  );
});
