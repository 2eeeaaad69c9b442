import { InvalidInputError } from "@mdmkit/runtime";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scriptedClient } from "./fixtures/scripted-client.ts";
import { mapJumpCloudSystem } from "./map-system.ts";
import { mapJumpCloudUser } from "./map-systemuser.ts";
import {
  createDeviceUpdatePlanner,
  type JumpCloudDeviceUpdate,
  planUserCreate,
  planUserUpdate,
} from "./plan-updates.ts";

const present = {
  _id: "d1",
  attributes: [
    { name: "floor", value: "1" },
    { name: "room", value: "7" },
  ],
};

async function bodyOf(changes: JumpCloudDeviceUpdate): Promise<Record<string, unknown>> {
  const { client } = scriptedClient({ "GET /systems/d1": present });
  const { steps } = await createDeviceUpdatePlanner(client)("d1", changes);
  expect(steps).toMatchObject([{ operation: "systems_put", path: { id: "d1" } }]);
  const [step] = steps;
  return step && "body" in step && step.body ? { ...step.body } : {};
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

  it("calls an answer that is no system invalid", async () => {
    const { client } = scriptedClient({ "GET /systems/d1": null });
    const planned = createDeviceUpdatePlanner(client)("d1", { custom_fields: {} });
    await expect(planned).rejects.toMatchObject({ code: "invalid-response", operation: "systems_get" });
  });

  it("refuses what JumpCloud has no room for", async () => {
    await expect(bodyOf({ notes: [{ content: "a" }, { content: "b" }] })).rejects.toBeInstanceOf(
      InvalidInputError,
    );
    await expect(bodyOf({ owner: { id: "" } })).rejects.toBeInstanceOf(InvalidInputError);
  });

  it("survives the way to JumpCloud and back", () => {
    const word = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
    const changes = fc.record(
      {
        name: word,
        owner: fc.option(fc.record({ id: word })),
        notes: fc.option(fc.array(fc.record({ content: word }), { maxLength: 1 })),
        custom_fields: fc.dictionary(word, fc.string({ maxLength: 1024 }), { noNullPrototype: true }),
      },
      { requiredKeys: [] },
    );
    const survives = fc.asyncProperty(changes, async (update) => {
      const { displayName, description, attributes = present.attributes, ...owner } = await bodyOf(update);
      const id = owner["primarySystemUser.id"];
      const vendor = {
        ...present,
        displayName,
        description,
        attributes,
        ...(id !== undefined && { primarySystemUser: { id } }),
      };
      const device = mapJumpCloudSystem(JSON.parse(JSON.stringify(vendor)));
      if (update.name !== undefined) expect(device.name).toBe(update.name);
      if (update.owner !== undefined) expect(device.owner).toEqual(update.owner);
      if (update.notes !== undefined)
        expect(device.notes?.map(({ content }) => ({ content }))).toEqual(update.notes ?? []);
      expect(device.custom_fields).toEqual({ floor: "1", room: "7", ...update.custom_fields });
    });
    return fc.assert(survives, { seed: 1 });
  });
});

describe("a user", () => {
  const user = { name: "Kim Hollis", emails: [{ email: "kim.hollis+new@example.com", is_primary: true }] };

  it("is created with the local part of the address for a user name", () => {
    expect(planUserCreate(user).steps).toEqual([
      {
        operation: "systemusers_post",
        body: { username: "kim.hollisnew", email: "kim.hollis+new@example.com", displayname: "Kim Hollis" },
      },
    ]);
  });

  it("takes the user name of remote_data", () => {
    expect(planUserCreate({ ...user, remote_data: { username: "kh" } }).steps).toMatchObject([
      { body: { username: "kh" } },
    ]);
  });

  it.each([[[]], [[{ email: " " }]], [[{ email: null }]]])(
    "is not created without an address: %j",
    (emails) => {
      expect(() => planUserCreate({ name: "Kim", emails })).toThrow(InvalidInputError);
    },
  );

  it("keeps two addresses at most", () => {
    const emails = ["a", "b", "c"].map((name) => ({ email: `${name}@example.com` }));
    expect(() => planUserUpdate("u1", { name: "Kim", emails })).toThrow("two email addresses at most");
  });

  it("leaves the addresses alone when they are not given, and never clears the last", () => {
    expect(planUserUpdate("u1", { name: "Kim" }).steps).toEqual([
      { operation: "systemusers_put", path: { id: "u1" }, body: { displayname: "Kim" } },
    ]);
    expect(() => planUserUpdate("u1", { name: "Kim", emails: null })).toThrow(InvalidInputError);
  });

  it("survives the way to JumpCloud and back", () => {
    const email = fc.emailAddress();
    const emails = fc.oneof(
      fc.tuple(email).map(([one]) => [{ email: one, type: "primary", is_primary: true }]),
      fc.tuple(email, email).map(([one, other]) => [
        { email: one, type: "primary", is_primary: true },
        { email: other, type: "alternate", is_primary: false },
      ]),
    );
    const name = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
    const survives = fc.property(name, emails, (given, addresses) => {
      const [step] = planUserUpdate("u1", { name: given, emails: addresses }).steps;
      const body = step && "body" in step ? step.body : {};
      const mapped = mapJumpCloudUser(JSON.parse(JSON.stringify({ _id: "u1", ...body })));
      expect(mapped).toMatchObject({ name: given, emails: addresses });
    });
    fc.assert(survives, { seed: 1 });
  });
});
