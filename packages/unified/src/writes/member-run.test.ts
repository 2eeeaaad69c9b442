import {
  ConflictError,
  InvalidInputError,
  InvalidResponseError,
  PermissionError,
  VendorUnavailableError,
  withOutcome,
} from "@mdmkit/runtime";
import { expect, test } from "vitest";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { createMemberRun } from "./member-run.ts";

const { vendor } = toyVendor();
const refused = () => withOutcome(new ConflictError("Refused."), { outcome: "rejected" });
const lost = () => withOutcome(new VendorUnavailableError("Down."), { outcome: "indeterminate" });

/** A run whose plans lock one device for each part, and which notes what it does. Parts with the device fail so. */
function open(failures: Readonly<Record<string, () => Error>>, unplannable: typeof failures = {}) {
  const done: string[] = [];
  const failing = (ids: readonly string[], errors: typeof failures) => {
    const make = ids.map((id) => errors[id]).find(Boolean);
    if (make) throw make();
  };
  const client = {
    ...vendor.client,
    async request(operation: string, { path }: { path?: { id: string } } = {}) {
      done.push(`send ${path?.id}`);
      failing(path?.id.split(",") ?? [], failures);
      return { data: { did: operation }, response: new Response() };
    },
  };
  const run = createMemberRun(
    { ...vendor, client },
    {
      dryRun: false,
      call: {},
      async plan(ids) {
        done.push(`plan ${ids}`);
        failing(ids, unplannable);
        return { steps: [{ operation: "lock", path: { id: ids.join(",") } }] };
      },
    },
  );
  const perform = async (...parts: readonly (readonly string[])[]) => {
    for (const part of parts) await run.perform(part);
    return Object.fromEntries([...run.outcomes].map(([id, { status }]) => [id, status]));
  };
  return { run, perform, done };
}

test("plans each part right before it is sent", async () => {
  const { perform, done } = open({});
  await perform(["a"], ["b"]);
  expect(done).toEqual(["plan a", "send a", "plan b", "send b"]);
});

test("halves a part that is refused, or cannot be planned, until only the devices are left that are", async () => {
  const wrong = () => new InvalidInputError("Not of this kind.");
  const { run, perform, done } = open({ c: refused }, { e: wrong });
  expect(await perform(["a", "b", "c", "d", "e"])).toEqual({
    ...{ a: "done", b: "done", c: "failed", d: "done", e: "failed" },
  });
  expect(done.filter((each) => each.startsWith("send"))).toEqual([
    "send a,b,c",
    "send a,b",
    "send c",
    "send d",
  ]);
  expect([...run.doubtful]).toEqual(["c"]);
});

test("repeats nothing whose outcome is unknown, and ends once the vendor is down twice in a row", async () => {
  const { run, perform, done } = open({ b: lost, d: lost, e: lost });
  expect(await perform(["a", "b"], ["c"], ["d"], ["e"], ["f"])).toEqual({
    ...{ a: "unknown", b: "unknown", c: "done", d: "unknown", e: "unknown" },
  });
  expect(done.at(-1)).toBe("send e");
  expect(run.hasEnded).toBe(true);
});

test("fails for one device whose record cannot be read before", async () => {
  const unreadable = () => new InvalidResponseError("No tags.", { reason: "shape" });
  const { perform } = open({}, { a: unreadable });
  expect(await perform(["a"], ["b"])).toEqual({ a: "failed", b: "done" });
});

test("rejects for a failure before anything was sent, and notes one after it", async () => {
  const denied = () => new PermissionError("Denied.");
  await expect(open({}, { a: denied }).perform(["a"])).rejects.toThrow("Denied.");
  const { run, perform } = open({}, { b: denied });
  expect(await perform(["a"], ["b"], ["c"])).toEqual({ a: "done", b: "not_sent" });
  expect(run.outcomes.get("b")?.reason).toContain("Denied.");
});
