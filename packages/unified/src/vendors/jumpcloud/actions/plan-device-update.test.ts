import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { scriptedClient } from "../fixtures/scripted-client.ts";
import { createDeviceUpdatePlanner, type JumpCloudDeviceUpdate } from "./plan-device-update.ts";

const present = {
  _id: "d1",
  attributes: [
    { name: "floor", value: "1" },
    { name: "room", value: "7" },
  ],
};

async function bodyOf(changes: JumpCloudDeviceUpdate): Promise<Record<string, unknown>> {
  const { client } = scriptedClient({ "GET /systems/d1": present });
  const plan = await createDeviceUpdatePlanner(client)("d1", changes);
  expect(plan).toMatchObject({ operation: "systems_put", path: { id: "d1" } });
  return "body" in plan && plan.body ? { ...plan.body } : {};
}

describe("a device update", () => {
  it("names only what changes", async () => {
    expect(await bodyOf({ name: "Reception" })).toEqual({ displayName: "Reception" });
    expect(await bodyOf({})).toEqual({});
  });

  it("reads the present attributes only when custom fields change", async () => {
    const { client, asked } = scriptedClient({ "GET /systems/d1": present });
    await createDeviceUpdatePlanner(client)("d1", { name: "x" });
    expect(asked).toEqual([]);
  });

  it("keeps the custom fields it does not name, and clears those that are null", async () => {
    expect(await bodyOf({ custom_fields: { room: null, seat: "3" } })).toEqual({
      attributes: [
        { name: "floor", value: "1" },
        { name: "seat", value: "3" },
      ],
    });
    expect(await bodyOf({ custom_fields: null })).toEqual({ attributes: [] });
  });

  it.each([
    [{ owner: { id: "u1" } }, { "primarySystemUser.id": "u1" }],
    [{ owner: null }, { "primarySystemUser.id": null }],
    [{ notes: [{ content: "By the door" }] }, { description: "By the door" }],
    [{ notes: [] }, { description: "" }],
    [{ notes: null }, { description: "" }],
  ])("of %j sends %j", async (changes, body) => expect(await bodyOf(changes)).toEqual(body));

  it("rejects a response that is not a system as invalid", async () => {
    const { client } = scriptedClient({ "GET /systems/d1": null });
    const planned = createDeviceUpdatePlanner(client)("d1", { custom_fields: {} });
    await expect(planned).rejects.toMatchObject({ code: "invalid-response", operation: "systems_get" });
  });

  it.each([
    [{ notes: [{ content: "a" }, { content: "b" }] }, "can have only one note"],
    [{ notes: [{ content: " " }] }, "blank"],
    [{ notes: [{ title: "Place", content: "By the door" }] }, "no title"],
    [{ notes: [{ id: "n7", content: "By the door" }] }, "must be description"],
    [{ owner: { id: "" } }, "must have the `id` of a user"],
    [{ custom_fields: { floor: 2 } }, "floor must be text"],
    [{ custom_fields: { floor: { number: 2 } } }, "floor must be text"],
    [{ custom_fields: { " ": "2" } }, "custom field is blank"],
    [{ custom_fields: { floor: "x".repeat(1025) } }, "has 1025 characters; JumpCloud allows 1024"],
  ])("of %j is refused, for JumpCloud has no room for it", async (changes, reason) => {
    const planned = bodyOf(changes);
    await expect(planned).rejects.toBeInstanceOf(InvalidInputError);
    await expect(planned).rejects.toThrow(reason);
  });
});
