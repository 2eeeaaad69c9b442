import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { createWorkspace } from "../fixtures/create-workspace.ts";
import { operationSchemas, schemas, servers } from "../fixtures/generated/acme/json-schema/index.ts";

const repository = join(import.meta.dirname, "../../../..");

describe("generated types", () => {
  it("compile, and match the document", async () => {
    using workspace = createWorkspace("workspace");
    await workspace.run("generate");
    const { root, write } = workspace;
    cpSync(join(import.meta.dirname, "../fixtures/use-generated.ts.txt"), join(root, "use-generated.ts"));
    symlinkSync(join(import.meta.dirname, "../../node_modules"), join(root, "node_modules"));
    const extended = join(repository, "tools/tsconfig/base.json");
    const include = ["packages", "use-generated.ts"];
    write("tsconfig.json", JSON.stringify({ extends: extended, include }));
    const compiler = join(repository, "node_modules/typescript/bin/tsc");
    const args = [compiler, "-p", root, "--singleThreaded"];
    const { stdout, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  });
});

/** The JSON Schemas of this repository's packages. */
const packages = readdirSync(join(repository, "packages"))
  .map((name) => ({ name, file: join(repository, "packages", name, "src/generated/json-schema/index.ts") }))
  .filter(({ file }) => existsSync(file));

// Validators rely on this: they read schemas unchecked.
it.each(packages)("the JSON Schemas of $name are valid", async ({ file }) => {
  const { schemas }: { schemas: Record<string, object> } = await import(file);
  const ajv = new Ajv2020({ strict: false });
  const invalid = Object.keys(schemas).filter((name) => !ajv.validateSchema(schemas[name] ?? true));
  expect(Object.keys(schemas)).not.toEqual([]);
  expect(invalid).toEqual([]);
});

describe("generated JSON Schemas", () => {
  function createValidator() {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const schema of Object.values(schemas)) ajv.addSchema(schema);
    return ajv;
  }

  it("compile with any characters in their names", () => {
    const ajv = createValidator();
    for (const name of Object.keys(schemas)) expect(ajv.getSchema(name), name).toBeTypeOf("function");
    const parts = Object.values(operationSchemas).flatMap(({ parameters, body, responses }) => [
      ...parameters.map(({ schema }) => schema),
      body?.schema ?? true,
      ...Object.values(responses).map(({ schema }) => schema ?? true),
    ]);
    for (const schema of parts) expect(ajv.compile(schema)).toBeTypeOf("function");
  });

  it.each([
    ["a widget of widgets", "acme.Widget-v2", { id: "1", parts: [{ id: "2" }] }, true],
    ["a part without id", "acme.Widget-v2", { id: "1", parts: [{}] }, false],
    ["a part that is no widget", "acme.Widget-v2", { id: "1", spares: ["2"] }, false],
    ["the alternative its discriminator names", "Owner", { kind: "team", size: 1 }, true],
    ["properties of another alternative", "Owner", { kind: "team", size: "large" }, false],
    ["an unknown alternative", "Owner", { kind: "robot" }, false],
  ])("validate %s", (_, name, value, valid) => {
    expect(createValidator().validate(name, value)).toBe(valid);
  });

  it("keep x-mdmkit-sensitive, but not examples and other annotations", () => {
    const text = JSON.stringify(schemas);
    expect(text).toContain('"token":{"type":"string","x-mdmkit-sensitive":"secret"}');
    expect(text).toContain('"example":{"type":"string","format":"date-time"}'); // A property of that name.
    expect(text).not.toContain('"examples"');
    expect(text).not.toContain("discriminator");
  });

  it("include the servers", () => {
    expect(servers).toEqual(["https://eu.acme.test/api"]);
  });
});
