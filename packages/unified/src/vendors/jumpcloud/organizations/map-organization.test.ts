import { recordProblems } from "@mdmkit/unified/testing";
import { describe, expect, it } from "vitest";
import { mapJumpCloudOrganization } from "./map-organization.ts";

describe("an organization", () => {
  it("keeps its id, name and age", () => {
    const organization = mapJumpCloudOrganization({
      _id: "5f0000000000000000000000",
      id: "5f0000000000000000000000",
      displayName: "Example Works",
      logoUrl: null,
      created: "2021-02-11T20:57:14.837Z",
    });
    expect(recordProblems("Organization", organization)).toEqual([]);
    expect(JSON.parse(JSON.stringify(organization))).toEqual({
      id: "5f0000000000000000000000",
      name: "Example Works",
      created_at: "2021-02-11T20:57:14.837Z",
    });
  });

  it.each([
    [{ id: "o1" }, { id: "o1" }],
    [
      { _id: "o1", displayName: null },
      { id: "o1", name: null },
    ],
    [
      { _id: "o1", displayName: " " },
      { id: "o1", name: null },
    ],
  ])("of %j is %j", (organization, expected) => {
    expect(JSON.parse(JSON.stringify(mapJumpCloudOrganization(organization)))).toEqual(expected);
  });
});
