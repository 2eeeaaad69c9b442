import {
  bearer,
  createVendorClient,
  formBody,
  joinedFormBody,
  multipartBody,
  VendorUnavailableError,
} from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { PlannedRequest } from "../contract/plan.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { executePlan, withRemote } from "./execute.ts";
import { previewPlan } from "./preview.ts";

const { vendor } = toyVendor();

describe("previewPlan", () => {
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

  it("rejects an operation that the vendor's document does not have", () => {
    expect(() => previewPlan(vendor, { steps: [{ operation: "fly", path: { id: "1" } }] })).toThrow(
      "[acme] fly: unknown operation.",
    );
  });
});

describe("a preview and the request that is sent", () => {
  const operations = {
    patch: { method: "PATCH", path: "/devices/{id}" },
    joined: { method: "DELETE", path: "/devices/{id}", arrays: "comma" },
    form: { method: "POST", path: "/form", body: formBody },
    joinedForm: { method: "POST", path: "/form", body: joinedFormBody },
    multipart: { method: "POST", path: "/form", body: multipartBody },
  } as const;
  type Operations = Record<keyof typeof operations, { input: object; response: unknown }>;
  const at = new Date("2026-01-02T03:04:05.678Z");
  const values = {
    list: ["a", "b c"],
    numbers: [1, 2],
    empty: [],
    none: null,
    absent: undefined,
    nested: { a: "x&y", b: null, c: undefined, d: 4 },
    at,
    text: "ä/?&=#",
    flag: false,
  };

  /** What `fetch` receives for a step, and its preview. */
  async function both(step: PlannedRequest) {
    const sent: Request[] = [];
    const client = createVendorClient<Operations>(operations, {
      vendor: "acme",
      baseUrl: "https://acme.example.com/base/api/",
      auth: bearer("made-up-token"),
      headers: () => ({ "x-org-id": "o1" }),
      fetch: async (url, init) => {
        sent.push(new Request(url, init));
        return Response.json({});
      },
    });
    const acme = { ...vendor, operations, secretBodies: {}, client };
    const [preview] = previewPlan(acme, { steps: [step] });
    await executePlan(acme, { steps: [step] }, {});
    const [request] = sent;
    if (!request || sent.length > 1) throw new Error(`${sent.length} requests were sent`);
    const { pathname, search } = new URL(request.url);
    return { preview, request, path: pathname + search };
  }

  it.each([
    { operation: "patch", path: { id: "a/b c" } },
    { operation: "patch", path: { id: 7 }, query: values },
    { operation: "joined", path: { id: "1" }, query: values },
    { operation: "patch", path: { id: "1" }, query: { sort: "-name", "filter[x]": ["1", "2"] } },
  ])("have the same method, path and query: %j", async (step) => {
    const { preview, request, path } = await both(step);
    expect(preview).toEqual({ operation: step.operation, method: request.method, path, body: null });
  });

  it("have the same body in JSON", async () => {
    const { preview, request } = await both({ operation: "patch", path: { id: "1" }, body: values });
    expect(preview?.body).toEqual(await request.json());
    expect(preview?.body).toMatchObject({ at: at.toISOString(), none: null, nested: { b: null, d: 4 } });
  });

  it.each(["form", "joinedForm", "multipart"])("have the same fields in a %s", async (operation) => {
    const body = { ids: [1, 2], name: "x", none: null, absent: undefined, empty: [] };
    const { preview, request } = await both({ operation, body });
    const fields = await request.formData();
    expect(Object.keys(Object(preview?.body))).toEqual([...new Set(fields.keys())]);
    expect(preview?.body).toMatchObject({ ids: [1, 2], name: "x" });
  });
});

describe("executePlan", () => {
  it("sends the requests one after another and returns the last response", async () => {
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

  it("lists what was done before the failure, and does not suggest a repetition", async () => {
    const { vendor: acme } = toyVendor();
    const request = async (operation: string) => {
      if (operation === "lock") return { data: undefined, response: new Response() };
      throw new VendorUnavailableError("503: vendor error.", {
        vendor: "acme",
        operation,
        advice: "Try again later.",
      });
    };
    const failing = { ...acme, client: { ...acme.client, request } };
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
