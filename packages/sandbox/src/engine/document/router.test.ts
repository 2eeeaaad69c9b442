import { describe, expect, it } from "vitest";
import type { OperationSchemas } from "./operation-schemas.ts";
import { createRouter } from "./router.ts";

const get = (path: string): OperationSchemas => ({ method: "GET", path, parameters: [], responses: {} });

const router = createRouter({
  anyThing: get("/things/{id}"),
  newThing: get("/things/new"),
  parts: get("/things/{id}/parts/{part}"),
  firstPart: get("/{kind}/new/parts/first"),
});

describe("createRouter", () => {
  it("prefers literal segments to parameters", () => {
    expect(router("GET", "/things/new")?.operationId).toBe("newThing");
    expect(router("GET", "/things/7")?.operationId).toBe("anyThing");
  });

  it("lets the leftmost literal decide", () => {
    expect(router("GET", "/things/new/parts/first")?.operationId).toBe("parts");
  });

  it("decodes path parameters after splitting, so that an encoded slash stays inside one", () => {
    expect(router("GET", "/things/a%2Fb%3D/parts/x")?.path).toEqual({ id: "a/b=", part: "x" });
  });

  it("keeps a segment that is not valid percent-encoding as it is", () => {
    expect(router("GET", "/things/100%")?.path).toEqual({ id: "100%" });
  });

  it("finds nothing for another method or length", () => {
    expect(router("POST", "/things/7")).toBeUndefined();
    expect(router("GET", "/things/7/parts")).toBeUndefined();
  });
});
