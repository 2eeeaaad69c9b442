import { describe, expect, it } from "vitest";
import { parseOpenApi } from "../read/openapi.ts";
import { readApi } from "../read/read-api.ts";
import { ProblemList } from "../workspace/problem.ts";
import { documentPoints } from "./document-points.ts";

const get = (operationId: string, permission?: string[]) => ({
  get: { operationId, responses: { 204: { description: "Done" } }, "x-mdmkit-permission": permission },
});
const document = parseOpenApi(
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Acme", version: "1" },
    paths: { "/devices": get("listDevices", ["read"]), "/login": get("login"), "/users": get("listUsers") },
  }),
);
const api = readApi({ document, locate: () => ({ file: "acme" }), problems: new ProblemList() });

describe("permissions", () => {
  const pointsOf = (permissions: { none?: string[]; unknown?: string[] }) =>
    documentPoints(api, { used: new Set(["listUsers"]), source: { permissions } }).flatMap(
      ({ about, text }) => (about === "permissions" ? [text] : []),
    );

  it("are named by every operation, or listed as none or unknown", () => {
    expect(pointsOf({ none: ["login"], unknown: ["listUsers"] })).toEqual([]);
    expect(pointsOf({})).toEqual([expect.stringMatching(/^2 operations .*: listUsers, login$/)]);
  });

  it("are not listed of an operation that names them, or that is not there", () => {
    const points = pointsOf({ none: ["login", "logout"], unknown: ["listUsers", "listDevices"] });
    expect(points.map((text) => / lists (\w+),/.exec(text)?.[1])).toEqual(["logout", "listDevices"]);
  });
});
