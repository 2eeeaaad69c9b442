import { VendorUnavailableError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { executePlan, withRemote } from "./execute.ts";
import { previewPlan } from "./preview.ts";

const { vendor } = toyVendor();

describe("previewPlan", () => {
  it("fills in paths and queries, escaped", () => {
    const plan = {
      steps: [{ operation: "remove", path: { id: "a/b c" }, query: { force: true, note: "x&y" } }],
    };
    expect(previewPlan(vendor, plan)).toEqual([
      { operation: "remove", method: "DELETE", path: "/devices/a%2Fb%20c?force=true&note=x%26y", body: null },
    ]);
  });

  it("masks secrets, however deep, and leaves null as it is", () => {
    const body = {
      pin: "246810",
      list: [{ pin: "135791", other: 1 }],
      inner: { pin: null },
      byName: { a: { pin: "1" } },
      elsewhere: { pin: "not one of the document's secrets" },
    };
    expect(previewPlan(vendor, { steps: [{ operation: "lock", path: { id: "1" }, body }] })[0]?.body).toEqual(
      {
        pin: "***",
        list: [{ pin: "***", other: 1 }],
        inner: { pin: null },
        byName: { a: { pin: "***" } },
        elsewhere: { pin: "not one of the document's secrets" },
      },
    );
    expect(body.pin).toBe("246810");
  });

  it("refuses an operation the vendor's document does not have", () => {
    expect(() => previewPlan(vendor, { steps: [{ operation: "fly" }] })).toThrow("acme has no operation fly");
  });
});

describe("executePlan", () => {
  it("sends the requests one after another and gives the last answer", async () => {
    const { vendor: acme, sent } = toyVendor();
    const steps = [
      { operation: "lock", path: { id: "1" } },
      { operation: "remove", path: { id: "1" } },
    ];
    expect(await executePlan(acme, { steps }, {})).toEqual({ did: "remove" });
    expect(sent).toEqual(["lock", "remove"]);
  });

  it("stops at the first that fails", async () => {
    const { vendor: acme, sent } = toyVendor({ failing: "lock" });
    const steps = [{ operation: "lock" }, { operation: "remove" }];
    await expect(executePlan(acme, { steps }, {})).rejects.toThrow("lock failed");
    expect(sent).toEqual(["lock"]);
  });

  it("tells what was done before the failure, and invites to no repetition", async () => {
    const { vendor: acme } = toyVendor();
    const request = async (operation: string) => {
      if (operation === "lock") return { data: undefined, response: new Response() };
      throw new VendorUnavailableError("503: vendor error.", {
        vendor: "acme",
        operation,
        advice: "Try again later.",
      });
    };
    const failing = { ...acme, client: { request } };
    const both = executePlan(failing, { steps: [{ operation: "lock" }, { operation: "remove" }] }, {});
    await expect(both).rejects.toMatchObject({
      message:
        "[acme] remove: 503: vendor error. Carried out before the failure: lock. Check the record before you repeat the call.",
      outcome: "partial",
      completed: ["lock"],
      retryable: false,
    });
    const first = executePlan(failing, { steps: [{ operation: "remove" }, { operation: "lock" }] }, {});
    await expect(first).rejects.toMatchObject({ retryable: true });
    await expect(first).rejects.not.toHaveProperty("outcome");
  });
});

describe("withRemote", () => {
  const plan = {
    steps: [
      { operation: "a", body: { x: 1 } },
      { operation: "b", body: { y: 2, z: 3 } },
    ],
  };

  it("goes over body and query of the last request", () => {
    expect(withRemote(plan, { data: { y: 9, own: true }, query: { force: 1 } }).steps).toEqual([
      { operation: "a", body: { x: 1 } },
      { operation: "b", body: { y: 9, z: 3, own: true }, query: { force: 1 } },
    ]);
  });

  it.each([null, undefined])("changes nothing when it is %s", (none) =>
    expect(withRemote(plan, { data: none, query: undefined })).toBe(plan),
  );

  it("becomes the body where there is none", () => {
    expect(withRemote({ steps: [{ operation: "a" }] }, { data: { own: 1 }, query: undefined }).steps).toEqual(
      [{ operation: "a", body: { own: 1 } }],
    );
  });
});
