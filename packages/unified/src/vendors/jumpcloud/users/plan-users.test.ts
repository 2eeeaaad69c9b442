import { InvalidInputError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import { planUserCreate, planUserUpdate } from "./plan-users.ts";

describe("a user", () => {
  const user = { name: "Kim Hollis", emails: [{ email: "kim.hollis+new@example.com", is_primary: true }] };

  it("is created with the local part of the address for a user name", () => {
    expect(planUserCreate(user)).toEqual({
      operation: "systemusers_post",
      body: { username: "kim.hollisnew", email: "kim.hollis+new@example.com", displayname: "Kim Hollis" },
    });
  });

  it("keeps the name it has where an update gives none", () => {
    // The boundary: what callers send who have no types.
    const nameless = JSON.parse(JSON.stringify({ emails: user.emails }));
    expect(planUserUpdate("u1", nameless)).toMatchObject({
      body: { email: "kim.hollis+new@example.com", alternateEmail: "" },
    });
    expect(planUserUpdate("u1", JSON.parse("{}"))).toMatchObject({ body: {} });
    expect(() => planUserCreate({ ...user, emails: JSON.parse("[null]") })).toThrow(InvalidInputError);
  });

  it("takes the user name of remote_data", () => {
    expect(planUserCreate({ ...user, remote_data: { username: "kh" } })).toMatchObject({
      body: { username: "kh" },
    });
  });

  it("is refused when the address makes no user name and none is given", () => {
    const emails = [{ email: "山田@example.com" }];
    expect(() => planUserCreate({ name: "Kim", emails })).toThrow("Set `remote_data.username`");
    expect(() => planUserCreate({ name: "Kim", emails, remote_data: { username: "kim" } })).not.toThrow();
  });

  it.each([[[]], [[{ email: " " }]], [[{ email: null }]]])(
    "is not created without an address: %j",
    (emails) => {
      expect(() => planUserCreate({ name: "Kim", emails })).toThrow(InvalidInputError);
    },
  );

  it("keeps two addresses at most", () => {
    const emails = ["a", "b", "c"].map((name) => ({ email: `${name}@example.com` }));
    expect(() => planUserUpdate("u1", { name: "Kim", emails })).toThrow("at most two email addresses");
  });

  it("leaves the addresses alone when they are not given, and never clears the last", () => {
    expect(planUserUpdate("u1", { name: "Kim" })).toEqual({
      operation: "systemusers_put",
      path: { id: "u1" },
      body: { displayname: "Kim" },
    });
    expect(() => planUserUpdate("u1", { name: "Kim", emails: null })).toThrow(InvalidInputError);
  });

  it.each([
    [[{ email: "a@example.com", type: "work" }], "Set the `type` of this one to primary, or leave it out"],
    [
      [{ email: "a@example.com" }, { email: "b@example.com", type: "primary" }],
      "Set the `type` of this one to alternate",
    ],
    [
      ["a", "b"].map((name) => ({ email: `${name}@example.com`, is_primary: true })),
      "Only one email address",
    ],
    [[{ email: "a@example.com" }, { email: "" }], "blank"],
    [[{ email: `${"a".repeat(1024)}@example.com` }], "JumpCloud allows 1024"],
  ])("is refused addresses JumpCloud would keep otherwise: %j", (emails, reason) => {
    expect(() => planUserUpdate("u1", { name: "Kim", emails })).toThrow(reason);
    expect(() => planUserCreate({ name: "Kim", emails })).toThrow(reason);
  });
});
