import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import type { Vendor } from "../contract/vendor.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";

/** Calls as they come from JavaScript, and what was requested and sent. */
function open() {
  const { vendor, reads, sent } = toyVendor();
  const create = () => ({ steps: [{ operation: "lock" }] });
  const mdm = connect<Vendor>({
    ...vendor,
    devices: { ...vendor.devices, create, update: create, delete: create },
  });
  const devices: Record<"list" | "get" | "create" | "update" | "delete", (...given: never[]) => unknown> =
    mdm.devices;
  return { devices, reads, sent };
}

const LIST: readonly (readonly [object, string])[] = [
  [{ remoteData: "no" }, "`remoteData` must be true or false."],
  [{ remoteQuery: "a=1" }, "`remoteQuery` must be a plain object."],
  [{ remoteQuery: new URLSearchParams("a=1") }, "`remoteQuery` must be a plain object."],
  [{ remoteQuery: { n: {} } }, "`remoteQuery.n` must be text"],
  [{ onExchange: {} }, "`onExchange` must be a function."],
  [{ cursor: 7 }, "`cursor` must be a string."],
  [{ hydrate: "name" }, "`hydrate` must be a list."],
  [{ signal: null }, "`signal` must be an AbortSignal."],
  [{ pageSize: "10" }, "`pageSize` must be a number."],
  [{ hydrateRequests: 3 }, "`hydrateRequests` has no effect without `hydrate`."],
];

describe("options", () => {
  it.each(LIST)("of a list cannot be %j", (options, problem) => {
    const { devices, reads } = open();
    expect(() => Reflect.apply(devices.list, undefined, [options])).toThrow(problem);
    expect(reads).toEqual([]);
  });

  it.each([
    ["get", ["d1", { remotequery: {} }], "Unknown option remotequery"],
    ["get", ["d1", { type: "phone" }], "`type` must be one of workstation, server,"],
    ["get", ["d1", { remoteQuery: new Map([["a", 1]]) }], "`remoteQuery` must be a plain object."],
    ["update", ["d1", { custom_fields: new Map([["a", "b"]]) }], "`custom_fields` must be a plain object."],
    ["update", ["d1", { custom_fields: { a: Number.NaN } }], "`custom_fields.a` must be a JSON value"],
    ["create", [{ name: "x" }, { dryrun: true }], "Unknown option dryrun"],
    ["create", [{ name: "x" }, { dryRun: "false" }], "`dryRun` must be true or false."],
    ["create", [{ name: "x", platform: "osx" }], "`platform` must be one of windows, macos,"],
    ["update", ["d1", { owner: "jane" }], "`owner` must be an object with id."],
    ["delete", ["d1", { confirm: "d1", dryRun: 1 }], "`dryRun` must be true or false."],
  ] as const)("and values of %s %j are refused, and nothing is sent", async (method, given, problem) => {
    const { devices, reads, sent } = open();
    const call = async () => Reflect.apply(devices[method], undefined, given);
    await expect(call()).rejects.toBeInstanceOf(InvalidInputError);
    await expect(call()).rejects.toThrow(problem);
    expect([reads, sent]).toEqual([[], []]);
  });
});
