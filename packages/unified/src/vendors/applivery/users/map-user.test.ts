import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { mapAppliveryUser } from "./map-user.ts";

const full = {
  id: "64b0000000000000000000aa",
  email: "robin.vale@example.com",
  name: "Robin Vale",
  managedAppleId: "robin@apple.example.com",
  tags: ["sales"],
  createdAt: "2026-01-02T03:04:05.000Z",
  updatedAt: "2026-02-03T04:05:06.000Z",
};

describe("a user", () => {
  it("becomes a person with both addresses", () => {
    const user = mapAppliveryUser(full);
    expect(recordProblems("User", user)).toEqual([]);
    expect(user).toMatchObject({
      id: "64b0000000000000000000aa",
      name: "Robin Vale",
      emails: [
        { email: "robin.vale@example.com", type: "primary", is_primary: true },
        { email: "robin@apple.example.com", type: "managed_apple_id", is_primary: false },
      ],
      created_at: "2026-01-02T03:04:05.000Z",
      updated_at: "2026-02-03T04:05:06.000Z",
    });
  });

  it("without a name goes by the address, and without either by the id", () => {
    expect(mapAppliveryUser({ ...full, name: " " }).name).toBe("robin.vale@example.com");
    expect(mapAppliveryUser({ id: "u1" }).name).toBe("u1");
  });

  it("has no first and last name: the vendor keeps one", () => {
    const { first_name, last_name, is_active } = mapAppliveryUser(full);
    expect([first_name, last_name, is_active]).toEqual([undefined, undefined, undefined]);
  });
});
