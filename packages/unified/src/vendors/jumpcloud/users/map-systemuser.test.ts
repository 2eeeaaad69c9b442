import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { fixture } from "../fixtures/fixture.ts";
import { mapJumpCloudUser } from "./map-systemuser.ts";

describe("a directory user", () => {
  it("becomes a user", () => {
    const user = mapJumpCloudUser(fixture("systemuser-full"));
    expect(recordProblems("User", user)).toEqual([]);
    expect(JSON.parse(JSON.stringify(user))).toEqual({
      id: "6026bec6b8207255280d5981",
      name: "Alex K",
      first_name: "Alex",
      last_name: "Kay",
      emails: [{ email: "alex.k+test@example.com", type: "primary", is_primary: true }],
      is_active: true,
      created_at: "2021-02-12T17:45:42.369Z",
    });
  });

  it.each([
    [{ displayname: "Alex K", firstname: "Alex" }, "Alex K"],
    [{ displayname: " ", firstname: "Alex", lastname: "Kay" }, "Alex Kay"],
    [{ firstname: "Alex", lastname: "" }, "Alex"],
    [{ username: "alexk", email: "a@example.com" }, "alexk"],
    [{ email: "a@example.com" }, "a@example.com"],
    [{ _id: "u1" }, "u1"],
  ])("is named by the first text there is in %j", (user, name) => {
    expect(mapJumpCloudUser(user).name).toBe(name);
  });

  it.each([
    [{ state: "ACTIVATED", activated: false }, true],
    [{ state: "STAGED" }, false],
    [{ state: "SUSPENDED", suspended: false }, false],
    [{ suspended: true }, false],
    [{ suspended: false, activated: false }, true],
    [{ activated: true }, undefined],
    [{ account_locked: true, state: "ACTIVATED" }, true],
  ] as const)("is active by its state, not by `activated`: %j", (user, expected) => {
    expect(mapJumpCloudUser(user).is_active).toBe(expected);
  });

  it("says null for a name that is blank and nothing for one that is missing", () => {
    expect(mapJumpCloudUser({ firstname: "" }).first_name).toBeNull();
    expect(mapJumpCloudUser({}).first_name).toBeUndefined();
  });

  it("keeps the recovery address to itself and the alternate one apart from the primary", () => {
    const { emails } = mapJumpCloudUser({
      email: "a@example.com",
      alternateEmail: "b@example.com",
      recoveryEmail: { address: "secret@example.com" },
    });
    expect(emails).toEqual([
      { email: "a@example.com", type: "primary", is_primary: true },
      { email: "b@example.com", type: "alternate", is_primary: false },
    ]);
  });

  it("leaves out blank addresses", () => {
    expect(mapJumpCloudUser({ email: " ", alternateEmail: "" }).emails).toEqual([]);
  });
});
