import { describe, expect, it } from "vitest";
import type { JsonObject } from "../read/json.ts";
import { ProblemList } from "../workspace/problem.ts";
import { completeDocument } from "./complete-document.ts";

function completed(paths: JsonObject, rest: JsonObject = {}): { document: JsonObject; warnings: string[] } {
  const document: JsonObject = { openapi: "3.1.0", paths, ...rest };
  const problems = new ProblemList();
  completeDocument({ id: "jamf-pro", root: "/", kind: "received", layout: "monorepo" }, document, {
    locate: () => ({ file: "api" }),
    problems,
  });
  problems.throwIfErrors();
  return { document, warnings: problems.warnings.map(({ message }) => message) };
}

function namesOf(...paths: string[]): unknown[] {
  const { document } = completed(Object.fromEntries(paths.map((path) => [path, { get: {} }])));
  return Object.values(document.paths ?? {}).map((item: JsonObject) => Object(item.get).operationId);
}

describe("an operation without a name", () => {
  it.each([
    ["/", "getRoot"],
    ["/devices", "getDevices"],
    ["/devices/{id}/apps", "getDevicesByIdApps"],
    ["/v1/mdm.wipe(x={y})", "getV1MdmWipeXByY"],
    ["/geräte/{gerät-id}", "getGeräteByGerätId"],
    ["/__proto__", "getProto"],
  ])("of GET %s is named %s", (path, name) => {
    expect(namesOf(path)).toEqual([name]);
  });

  it("gets a hash if another one has the same name, regardless of their order", () => {
    const names = namesOf("/devices/{id}", "/devices/{id}/");
    expect(names).toEqual(["getDevicesById", expect.stringMatching(/^getDevicesById_[0-9a-f]{6}$/)]);
    expect(namesOf("/apps", "/devices/{id}", "/devices/{id}/").slice(1)).toEqual(names);
  });

  it("does not reuse an operationId of the document", () => {
    const { document } = completed({ "/a": { get: {} }, "/b": { get: { operationId: "getA" } } });
    expect(JSON.stringify(document.paths)).toMatch(/"operationId":"getA_[0-9a-f]{6}".*"operationId":"getA"/);
  });
});

describe("an undescribed path parameter", () => {
  it("is a string", () => {
    const { document, warnings } = completed({
      "/a/{b}/{c}": { parameters: [{ in: "path", name: "c" }], get: { operationId: "a" } },
    });
    expect(document.paths).toMatchObject({
      "/a/{b}/{c}": {
        get: { parameters: [{ name: "b", in: "path", required: true, schema: { type: "string" } }] },
      },
    });
    expect(warnings).toEqual(["b of GET /a/{b}/{c} is not described; treated as a string"]);
  });

  it("may be described by a reference", () => {
    const components = { parameters: { b: { in: "path", name: "b" } } };
    const parameters = [{ $ref: "#/components/parameters/b" }];
    expect(completed({ "/a/{b}": { parameters, get: {} } }, { components }).warnings).toEqual([]);
  });
});

describe("vendor and product", () => {
  it("have default names from the folder", () => {
    expect(completed({}).document).toMatchObject({
      "x-mdmkit-vendor": "jamf-pro",
      "x-mdmkit-name": "JamfPro",
    });
    expect(completed({}, { "x-mdmkit-name": "Jamf" }).document).toMatchObject({ "x-mdmkit-name": "Jamf" });
  });
});
