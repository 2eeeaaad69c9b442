import { describe, expect, it } from "vitest";
import { createWorkspace, TODAY, type Workspace } from "../fixtures/create-workspace.ts";

function expireOn(day: string): Workspace & Disposable {
  const workspace = createWorkspace("workspace");
  const overlay = "specs/acme/overlay.yaml";
  workspace.write(
    overlay,
    workspace.read(overlay).replace("    remove: true", `    x-mdmkit-expires: ${day}\n    remove: true`),
  );
  return workspace;
}

describe("an overlay action with x-mdmkit-expires", () => {
  it.each(["2026-11-23", "2027-01-31"])("passes before its date, %s", async (day) => {
    using workspace = expireOn(day);
    await workspace.run("generate");
    expect(await workspace.run("generate", "--check")).toMatchObject({ code: 0, error: "" });
  });

  it.each([TODAY, "2025-01-31"])(
    "fails the check from its date on, %s, with its description",
    async (day) => {
      using workspace = expireOn(day);
      expect((await workspace.run("generate")).code).toBe(0);
      const message = `specs/acme/overlay.yaml:42:23  action "Gone since 2024." expired on ${day}. Check whether it is still needed, then set a later date or remove it.\n`;
      for (const flags of [["--check"], ["--check", "--force"]]) {
        expect(await workspace.run("generate", ...flags)).toMatchObject({ code: 1, error: message });
      }
      expect((await workspace.spec("lint", "acme")).error).toContain(message);
    },
  );

  it("must be a valid date", async () => {
    using workspace = expireOn("next year");
    await workspace.run("generate");
    const { code, error } = await workspace.run("generate", "--check");
    expect(code).toBe(1);
    expect(error).toContain('x-mdmkit-expires is "next year", not a date. Write it as 2027-01-31.');
  });
});
