import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createGitWorkspace, type GitWorkspace } from "../fixtures/create-git-workspace.ts";

const SPEC = "specs/acme/openapi.json";

/** Writes the document with parts of its text replaced; a text that is not there is a mistake of the test. */
function edit(
  { read, write }: GitWorkspace,
  ...edits: readonly (readonly [from: string, to: string])[]
): void {
  let text = read(SPEC);
  for (const [from, to] of edits) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  write(SPEC, `${JSON.stringify(JSON.parse(text), null, 2)}\n`);
}

function remove(workspace: GitWorkspace, path: string, method: string): void {
  const document = JSON.parse(workspace.read(SPEC));
  delete document.paths[path][method];
  workspace.write(SPEC, `${JSON.stringify(document, null, 2)}\n`);
}

describe("spec impact", () => {
  it("reports what a renamed property, a new enum value and a removed operation affect", async () => {
    using workspace = createGitWorkspace("impact");
    edit(workspace, ['"serialNumber"', '"serial"'], ['"gone"', '"gone", "paused"']);
    remove(workspace, "/devices/{id}", "delete");
    const { code, out, error } = await workspace.spec("impact", "acme", "--write");
    expect({ code, error }).toEqual({ code: 0, error: ".changeset/acme-dff6a346.md written.\n" });
    await expect(out).toMatchFileSnapshot("../fixtures/expected-impact/hurts.txt");
    const [file = ""] = readdirSync(join(workspace.root, ".changeset"));
    expect(workspace.read(`.changeset/${file}`)).toBe(`---
"@mdmkit/acme": major
"@mdmkit/unified": major
"@mdmkit/sandbox": patch
---

Followed Acme's API document:

- \`devices.delete\` no longer works with Acme: \`devices_delete\` was removed.
- Devices from Acme no longer have \`serial_number\`: \`Device.serialNumber\` was renamed to \`serial\`.
- Devices from Acme may have other values of \`enrollment_status\`: \`Device.management.state\` gained \`paused\`.
- Acme client: \`Device.serialNumber\` was renamed to \`serial\`.
- Acme client: \`devices_delete\` (DELETE /devices/{id}) was removed.
- Acme client: \`Device.management.state\` gained \`paused\`.
`);
  });

  it("does not report a field as lost if the adapted mapper reads it", async () => {
    using workspace = createGitWorkspace("impact");
    edit(workspace, ['"serialNumber"', '"serial"']);
    await workspace.spec("impact", "acme", "--write");
    const lineage = "packages/unified/src/vendors/acme/generated/lineage.ts";
    workspace.write(lineage, workspace.read(lineage).replace('"serialNumber"', '"serial"'));
    const { out } = await workspace.spec("impact", "acme", "--write");
    expect(out).toContain("devices.serial_number: another source left");
    const [file = "", ...others] = readdirSync(join(workspace.root, ".changeset"));
    expect(others).toEqual([]);
    expect(workspace.read(`.changeset/${file}`)).not.toContain("no longer tell");
  });

  it("distinguishes list and get", async () => {
    using workspace = createGitWorkspace("impact");
    edit(workspace, ['"lastSeen"', '"seenAt"']);
    const { out } = await workspace.spec("impact", "acme", "--format", "json");
    const { fields }: { fields: object[] } = JSON.parse(out);
    expect(fields).toMatchObject([{ field: "last_activity_at", methods: ["get"], effect: "lost" }]);
  });

  it("counts a field as filled while it has a source left", async () => {
    using workspace = createGitWorkspace("impact");
    edit(workspace, ['"hostname"', '"host"']);
    const { out } = await workspace.spec("impact", "acme", "--format", "json");
    const { fields }: { fields: object[] } = JSON.parse(out);
    expect(fields).toMatchObject([{ field: "name", methods: ["list", "get"], effect: "fewer" }]);
  });

  it("finds the fields of a joined operation", async () => {
    using workspace = createGitWorkspace("impact");
    remove(workspace, "/devices/{id}/disks", "get");
    const { out } = await workspace.spec("impact", "acme", "--format", "json");
    const { fields, packages }: { fields: object[]; packages: object[] } = JSON.parse(out);
    expect(fields).toMatchObject([{ field: "disk_encryption", effect: "lost" }]);
    expect(packages).toMatchObject([
      { name: "@mdmkit/acme" },
      { name: "@mdmkit/unified", bump: "major" },
      { name: "@mdmkit/sandbox" },
    ]);
  });

  it("finds the field that is computed from a property whose unit changed", async () => {
    using workspace = createGitWorkspace("impact");
    edit(workspace, ["megabytes", "gigabytes"]);
    const { out } = await workspace.spec("impact", "acme", "--write");
    expect(out).toContain("devices.memory_bytes: same type, possibly another meaning");
    expect(out).toContain("map-device.ts:12");
    expect(existsSync(join(workspace.root, ".changeset"))).toBe(false);
  });

  it("does not bump the unified client if the adapter does not use the change", async () => {
    using workspace = createGitWorkspace("impact");
    edit(workspace, ['"text"', '"words"']);
    const { out } = await workspace.spec("impact", "acme", "--format", "json");
    const { packages, places }: { packages: object[]; places: object[] } = JSON.parse(out);
    expect(packages).toMatchObject([{ name: "@mdmkit/acme", bump: "major" }, { name: "@mdmkit/sandbox" }]);
    expect(places).toEqual([]);
  });

  it("finds what only `check` and helper functions read", async () => {
    using workspace = createGitWorkspace("impact");
    workspace.write(
      "packages/unified/src/vendors/acme/check.ts",
      `import type { AcmePost } from "@mdmkit/acme";

const firstOf = (posts: readonly AcmePost[]) => posts[0];

export function check(posts: AcmePost[]) {
  const { text } = firstOf(posts) ?? {};
  return { organizationName: text, other: { text: "words" } };
}
`,
    );
    edit(workspace, ['"text"', '"words"']);
    const { out } = await workspace.spec("impact", "acme", "--format", "json");
    const { code, packages }: { code: object[]; packages: object[] } = JSON.parse(out);
    const file = "packages/unified/src/vendors/acme/check.ts";
    expect(code).toEqual([{ place: { file, line: 6, about: "text" }, changes: [0] }]);
    expect(packages).toMatchObject([{}, { name: "@mdmkit/unified", bump: "major" }, {}]);
  });

  it("lists deprecated operations that the adapter uses", async () => {
    using workspace = createGitWorkspace("impact");
    edit(workspace, [
      '"operationId": "devices_delete"',
      '"operationId": "devices_delete", "deprecated": true, "x-sunset": "2027-06-30"',
    ]);
    const { out } = await workspace.spec("impact", "acme");
    expect(out).toContain("  devices_delete, sunset 2027-06-30\n    used by devices.delete\n");
  });

  it("reports what is unknown without lineage", async () => {
    using workspace = createGitWorkspace("impact");
    workspace.remove("packages/unified/src/vendors/acme/generated");
    remove(workspace, "/devices/{id}", "delete");
    const { code, out } = await workspace.spec("impact", "acme");
    expect(code).toBe(0);
    expect(out).toContain("acme has no lineage");
    expect(out).toContain("packages/unified/src/vendors/acme/devices.ts:2 devices_delete");
  });

  it("writes no changeset if nothing changed", async () => {
    using workspace = createGitWorkspace("impact");
    const { code, out } = await workspace.spec("impact", "acme", "--write");
    expect({ code, out }).toEqual({ code: 0, out: "acme: HEAD → working tree: nothing changed\n" });
    expect(workspace.git("status", "--porcelain")).toBe("");
  });

  it("prints Markdown with the changeset", async () => {
    using workspace = createGitWorkspace("impact");
    remove(workspace, "/devices/{id}", "delete");
    const { out } = await workspace.spec("impact", "acme", "--format", "markdown");
    expect(out).toContain("## Actions and writes\n\n- `devices.delete` by devices_delete: broken\n");
    expect(out.trimEnd()).toMatch(/```$/);
  });
});
