import { describe, expect, it } from "vitest";
import { createWorkspace, TODAY } from "../fixtures/create-workspace.ts";
import { runGenerate } from "./run-generate.ts";

describe("--watch", () => {
  it("generates when a document changes, reports its problems, and continues", async () => {
    using workspace = createWorkspace("workspace");
    const { root: cwd, read, write } = workspace;
    const path = "specs/model/schemas/Kind.yaml";
    const good = read(path);
    const stop = new AbortController();
    const steps: [RegExp, () => void][] = [
      [/^specs/, () => write(path, good.replace("large", "huge"))],
      [/^model .* schemas/, () => write(path, "type: [")],
      [/^model .*failed/, () => write(path, good)],
      [/^model .* schemas/, () => stop.abort()],
    ];
    await workspace.run("generate", "model");
    const out = {
      write(text: string) {
        const [expected, next] = steps[0] ?? [/^$/, () => {}];
        if (!expected.test(text)) return;
        steps.shift();
        next();
      },
    };
    const code = await runGenerate(["model", "--watch"], {
      cwd,
      out,
      error: { write: () => true },
      now: () => new Date(TODAY),
      signal: stop.signal,
    });
    expect({ code, left: steps.length }).toEqual({ code: 0, left: 0 });
    expect(read("packages/model/src/generated/schema.ts")).toContain("large");
  });

  it("cannot be combined with --check", async () => {
    using workspace = createWorkspace("workspace");
    expect(await workspace.run("generate", "--check", "--watch")).toMatchObject({ code: 2 });
  });
});
