import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { mapJamfProUser } from "./map-user.ts";

describe("a user", () => {
  it("becomes a user", () => {
    const user = mapJamfProUser({
      id: "6",
      username: "jane.doe",
      realname: "Jane Doe",
      email: "jane.doe@example.com",
      enableCustomPhotoUrl: true,
      customPhotoUrl: "https://photos.example.com/jane.png",
    });
    expect(recordProblems("User", user)).toEqual([]);
    expect(JSON.parse(JSON.stringify(user))).toEqual({
      id: "6",
      name: "Jane Doe",
      first_name: "Jane",
      last_name: "Doe",
      emails: [{ email: "jane.doe@example.com", type: "work", is_primary: true }],
      avatar: "https://photos.example.com/jane.png",
    });
  });

  it.each([
    [{ realname: "Jane Doe", username: "jd" }, "Jane Doe"],
    [{ realname: " ", username: "jd", email: "j@example.com" }, "jd"],
    [{ username: "", email: "j@example.com" }, "j@example.com"],
    [{ id: "6" }, "6"],
  ])("%j is named by the first text there is", (user, name) => expect(mapJamfProUser(user).name).toBe(name));

  it.each(["Jane", "Jane van Doe", "", undefined])("does not split %j into two names", (realname) => {
    const { first_name, last_name } = mapJamfProUser({ realname });
    expect([first_name, last_name]).toEqual([undefined, undefined]);
  });

  it("has no picture while that is turned off, and no address when it is blank", () => {
    const { avatar, emails } = mapJamfProUser({
      enableCustomPhotoUrl: false,
      customPhotoUrl: "x",
      email: "",
    });
    expect([avatar, emails]).toEqual([null, []]);
    expect(mapJamfProUser({}).emails).toBeUndefined();
  });
});
