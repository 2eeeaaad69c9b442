import type { Exchange } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { observing } from "./observe.ts";

const exchange: Exchange = {
  operation: "lock",
  method: "POST",
  url: "https://mdm.example.com/devices/d1/lock",
  headers: { accept: "application/json" },
  body: { pin: "246810", message: "Call us" },
  status: 200,
  responseHeaders: { "content-type": "application/json" },
  data: { results: [{ id: "d1", token: "made-up-token", general: { token: "another" } }], token: "a third" },
};

describe("observing", () => {
  it("masks what was sent and takes secrets out of what came back, however deep", () => {
    const seen: Exchange[] = [];
    observing(toyVendor().vendor, ["token"], (one) => seen.push(one)).onExchange?.(exchange);
    expect(seen).toEqual([
      {
        ...exchange,
        body: { pin: "***", message: "Call us" },
        data: { results: [{ id: "d1", general: {} }] },
      },
    ]);
  });

  it("removes what the document marks in the response of this operation", () => {
    const seen: Exchange[] = [];
    const vendor = { ...toyVendor().vendor, secretResponses: { lock: ["results[].general", "token"] } };
    observing(vendor, [], (one) => seen.push(one)).onExchange?.(exchange);
    expect(seen[0]?.data).toEqual({ results: [{ id: "d1", token: "made-up-token" }] });
  });

  it("leaves the vendor's own data alone", () => {
    const before = structuredClone(exchange);
    observing(toyVendor().vendor, ["token"], () => {}).onExchange?.(exchange);
    expect(exchange).toEqual(before);
  });

  it("costs nothing without an observer", () =>
    expect(observing(toyVendor().vendor, ["token"], undefined)).toEqual({}));
});
