import type { Account } from "@mdmkit/ivanti-neurons";
import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { fixture } from "../fixtures/fixture.ts";
import { mapIvantiNeuronsAccount } from "./map-account.ts";

const map = (changes: Partial<Account>) => mapIvantiNeuronsAccount({ id: 7, ...changes });

describe("an account", () => {
  it("becomes a user", () => {
    const user = mapIvantiNeuronsAccount(fixture("account"));
    expect(recordProblems("User", user)).toEqual([]);
    expect(JSON.parse(JSON.stringify(user))).toEqual({
      id: "514976",
      name: "Alex Kay",
      first_name: "Alex",
      last_name: "Kay",
      emails: [{ email: "alex.kay@example.com", is_primary: true }],
      is_active: true,
      created_at: "2017-07-14T02:40:00.000Z",
      updated_at: "2017-11-06T20:26:40.000Z",
    });
  });

  it.each([
    [{ displayName: "Alex K", firstName: "Alex" }, "Alex K"],
    [{ displayName: " ", firstName: "Alex", lastName: "Kay" }, "Alex Kay"],
    [{ displayName: null, uid: "alexk", emailAddress: "a@example.com" }, "alexk"],
    [{ uid: "", emailAddress: "a@example.com" }, "a@example.com"],
    [{}, "7"],
  ])("is named by the first text there is in %j", (account, name) => expect(map(account).name).toBe(name));

  it.each([
    [{ enabled: true, locked: false }, true],
    [{ enabled: true, locked: null }, true],
    [{ enabled: true, locked: true }, false],
    [{ enabled: false, locked: false }, false],
    [{ enabled: null, locked: false }, null],
    [{ locked: true }, undefined],
  ])("with %j is active: %s", (account, expected) => expect(map(account).is_active).toBe(expected));

  it.each([
    [
      { emailAddress: " a@example.com ", uid: "b@example.com" },
      [{ email: "a@example.com", is_primary: true }],
    ],
    [{ emailAddress: "", uid: "b@example.com" }, [{ email: "b@example.com", is_primary: true }]],
    [{ emailAddress: "", uid: "alexk" }, []],
    [{ uid: "alexk", androidWorkEmail: "w@example.com" }, undefined],
  ])("with %j has the addresses %j", (account, expected) => expect(map(account).emails).toEqual(expected));
});
