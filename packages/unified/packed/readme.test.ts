import { globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createConsumerProject, ROOM } from "./consumer-project.ts";
import { BESIDE, codeBlocks, PAGES, programOf, readPage } from "./examples-of-pages.ts";

const ROOT = join(import.meta.dirname, "../../..");

const [line = "", listening = "", chosen = "", withVitest = "", withNode = "", ...others] = codeBlocks(
  await readPage("packages/sandbox/README.md"),
  "ts",
);

/** The first page that anyone reads, and the one after it; their examples are programs of their own. */
const [first = "", second = ""] = await Promise.all(
  ["README.md", "docs/getting-started.md"].map(async (file) =>
    codeBlocks(await readPage(file), "ts").join("\n"),
  ),
);

/** Lines of a mapper that the tool for lineage accepts and refuses, which is tested there. */
const NO_PROGRAMS = ["CONTRIBUTING.md"];

describe("the examples of the pages", () => {
  it("are, for the sandbox, a line that opens a vendor, one that listens, one chosen at run time, and one for each test runner", () => {
    expect(line.trim().split("\n")).toHaveLength(1);
    expect(listening).toContain(`from "@mdmkit/sandbox/listen"`);
    expect(chosen).toContain(`from "@mdmkit/sandbox/load"`);
    expect(withVitest).toContain(`from "vitest"`);
    expect(withNode).toContain(`from "node:test"`);
    expect(others).toEqual([]);
  });

  it("are all compiled below", async () => {
    const files = globSync(["*.md", "docs/*.md", "{packages,tools}/*/README.md"], { cwd: ROOT });
    const paths = files.map((file) => file.replaceAll("\\", "/"));
    const blocks = await Promise.all(paths.map(async (file) => codeBlocks(await readPage(file), "ts")));
    const own = ["README.md", "docs/getting-started.md", "packages/sandbox/README.md", ...NO_PROGRAMS];
    expect(paths.filter((_file, at) => (blocks[at] ?? []).length > 0).sort()).toEqual(
      [...PAGES.map(({ file }) => file), ...own].sort(),
    );
  });

  it(
    "compile and run",
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
      await project.write("src/chosen.ts", chosen);
      await project.write("src/first.ts", first);
      await project.write("src/second.ts", second);
      for (const [path, text] of Object.entries(BESIDE)) await project.write(`src/${path}`, text);
      for (const [at, page] of PAGES.entries())
        await project.write(`src/page-${at}.ts`, await programOf(page));
      // The pages go last: they replace `fetch`.
      const pages = PAGES.flatMap(({ file, compiled }, at) =>
        compiled ? [] : [[`page-${at}`, file] as const],
      );
      const names = ["second", "line", "listening", "chosen"].map((name) => [name, name] as const);
      const programs = [...names, ...pages].map(
        ([name, title]) => `console.log("${title}:"); await import("./${name}.ts");`,
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
