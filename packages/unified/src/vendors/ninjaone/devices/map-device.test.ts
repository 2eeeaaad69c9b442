import { describe, expect, it } from "vitest";
import { mapNinjaOneDevice } from "./map-device.ts";

describe("an owner", () => {
  const ada = { uid: "8e7f1e5c-5a35-4b3c-b1f9-1f8d1d0c0a01", firstName: "Ada" };
  const ownerOf = (assignedOwnerUid: string | undefined, references?: { assignedOwner: typeof ada }) =>
    mapNinjaOneDevice({ approvalStatus: "APPROVED", assignedOwnerUid, references }).owner;

  it("is the person that the device names", () => {
    expect(ownerOf(ada.uid, { assignedOwner: ada })).toMatchObject({ id: ada.uid, name: "Ada" });
    expect(ownerOf(undefined, { assignedOwner: ada })).toMatchObject({ id: ada.uid, name: "Ada" });
    expect(ownerOf(undefined)).toBeNull();
  });

  it("has no name of somebody else", () => {
    const other = "8e7f1e5c-5a35-4b3c-b1f9-1f8d1d0c0a02";
    expect(ownerOf(other, { assignedOwner: ada })).toEqual({ id: other, name: undefined, emails: undefined });
  });
});

it.each([
  ["APPROVED", true],
  ["PENDING", true],
  ["STAGED", undefined],
  ["DECOMMISSIONED", undefined],
] as const)("a device that is %s is managed: %s", (approvalStatus, isManaged) => {
  const { agent_installed } = mapNinjaOneDevice({ nodeClass: "WINDOWS_SERVER", approvalStatus });
  const { mdm_enabled } = mapNinjaOneDevice({ nodeClass: "ANDROID", approvalStatus });
  expect([agent_installed, mdm_enabled]).toEqual([isManaged, isManaged]);
});
