import { createSandbox } from "@mdmkit/sandbox";
import { userGroupId } from "@mdmkit/unified/vendor";
import { expect, test } from "vitest";
import { createApi } from "../generated/api/client.ts";
import { createEvents, parseEvent } from "./events.ts";

const about = (type: string, id: unknown) => ({ event_type: "system_update", resource: { type, id } });

test.each([
  [about("system", "5f1"), { resource: "devices", id: "5f1", isGone: false }],
  [
    { ...about("user", "5f2"), event_type: "user_delete" },
    { resource: "users", id: "5f2", isGone: true },
  ],
  [about("system_group", "5f3"), { resource: "groups", id: "5f3", isGone: false }],
])("reads the record that %j is about", (event, hint) => {
  expect(parseEvent(event)).toEqual([hint]);
});

test("reads both ends of an association", () => {
  const end = (type: string, object_id: string) => ({ type, object_id, name: "A" });
  const connect = (from: object, to: object) =>
    parseEvent({ event_type: "association_change", association: { op: "add", connection: { from, to } } });
  const hint = (resource: string, id: string) => ({ resource, id, isGone: false });
  expect(connect(end("SYSTEM_GROUP", "5f3"), end("SYSTEM", "5f1"))).toEqual([
    hint("groups", "5f3"),
    hint("devices", "5f1"),
  ]);
  expect(connect(end("USER", "5f2"), end("SYSTEM", "5f1"))).toEqual([
    hint("users", "5f2"),
    hint("devices", "5f1"),
  ]);
  expect(connect(end("USER_GROUP", "5f4"), end("POLICY", "5f5"))).toEqual([
    hint("groups", userGroupId("5f4")),
  ]);
});

test.each([null, "text", {}, about("toString", "5f1"), about("system", "../x"), about("system", null)])(
  "reads nothing because of %j",
  (event) => expect(parseEvent(event)).toEqual([]),
);

test("reads pages back to what was read last, and only events of the own organization", async () => {
  const sandbox = createSandbox("jumpcloud", { devices: 2 });
  const { note, events } = sandbox.state;
  const log = createEvents(createApi(sandbox.options), sandbox.credentials.organizationId);
  const resource = { type: "system", id: "5f1" };
  note({ type: "system_update", resource });
  const start = await log.since(null, {});
  expect(start.hints).toEqual([]);
  for (let index = 0; index < 1500; index++) note({ type: "system_update", resource });
  Object.assign(events.at(-1) ?? {}, { organization: "5f00000000000000000000ff" });
  const read = await log.since(start.position, {});
  expect([read.hints.length, read.isGap, read.hasMore]).toEqual([1499, undefined, false]);
  expect((await log.since(read.position, {})).hints).toEqual([]);
  expect(sandbox.violations).toEqual([]);
});
