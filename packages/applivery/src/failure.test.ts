import { MdmError, NotFoundError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { schemas } from "./generated/json-schema/index.ts";
import { appliveryFailure, createAppliveryClient } from "./index.ts";

const failed = (code: unknown, message = "made up") => ({ status: false, error: { code, message } });

async function errorOf(body: unknown, status: number): Promise<MdmError> {
  const fetch = async () => Response.json(body, { status });
  const client = createAppliveryClient({
    token: "t",
    organizationId: "acme-it",
    fetch,
    retry: { attempts: 1 },
  });
  try {
    await client.removeMdmUser({ path: { mdmUserId: "64b000000000000000000001" } });
  } catch (error) {
    if (MdmError.is(error)) return error;
  }
  throw new Error("no typed error");
}

const CASES = [
  [3001, 404, "not-found"],
  [4001, 401, "authentication"],
  [4002, 401, "authentication"],
  [4004, 401, "authentication"],
  [5048, 400, "validation"],
  [5050, 400, "validation"],
  [5054, 400, "conflict"],
  [5055, 400, "conflict"],
  [5120, 400, "validation"],
  [5138, 400, "validation"],
  [5173, 400, "validation"],
  [5209, 400, "validation"],
] as const;

describe("a documented code", () => {
  it.each(CASES)("%i with status %i is %s, and can be read", async (code, status, kind) => {
    const error = await errorOf(failed(code), status);
    expect(error).toMatchObject({ code: kind, vendorCode: String(code), operation: "removeMdmUser" });
    expect(appliveryFailure(error)).toBe(code);
  });

  it.each(CASES)("%i means the same when it hides in a success", async (code, _status, kind) => {
    const error = await errorOf(failed(code), 200);
    expect(error).toMatchObject({ code: kind, vendorCode: String(code), vendorMessage: "made up" });
    expect(appliveryFailure(error)).toBe(code);
  });

  it("is one the document lists, and all of those are there", () => {
    expect(schemas.FailureCode).toMatchObject({ enum: CASES.map(([code]) => code) });
  });
});

describe("a failure hidden in a success", () => {
  it.each([[failed(9999)], [failed(undefined)], [{ status: false }], [{ status: false, error: null }]])(
    "without a known code is refused input: %j",
    async (body) => {
      const error = await errorOf(body, 200);
      expect(error).toMatchObject({ code: "validation", status: 400 });
      expect(appliveryFailure(error)).toBeUndefined();
    },
  );

  it.each([
    [{ status: true, data: {} }],
    [{ status: 200 }],
    [{ displayName: "x" }],
    [[]],
    [{ status: 0 }],
    [{ status: "false" }],
  ])("is not seen in %j", async (body) => {
    await expect(errorOf(body, 200)).rejects.toThrow("no typed error");
  });
});

describe("the status of HTTP", () => {
  it("stands where it is no 400", async () => {
    expect(await errorOf(failed(5054), 500)).toMatchObject({
      code: "vendor-unavailable",
      vendorCode: "5054",
    });
    expect(await errorOf(failed(5054), 403)).toMatchObject({ code: "permission" });
  });

  it("stands where the body says nothing", async () => {
    expect(await errorOf({}, 400)).toMatchObject({ code: "validation", status: 400 });
  });
});

describe("appliveryFailure", () => {
  it("knows its own errors only", () => {
    expect(appliveryFailure(new NotFoundError("x", { vendor: "other", vendorCode: "3001" }))).toBeUndefined();
    expect(appliveryFailure(new Error("3001"))).toBeUndefined();
    expect(appliveryFailure(undefined)).toBeUndefined();
  });
});
