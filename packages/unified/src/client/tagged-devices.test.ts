import { PermissionError } from "@mdmkit/runtime";
import { describe, expect, it } from "vitest";
import type { Group, GroupMember } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { toyVendor } from "../fixtures/toy-vendor.ts";
import { connect } from "./connect.ts";
import { extend } from "./extend.ts";

describe("the filter `tags`, where the list of devices has no tags", () => {
  it("finds the members of every group with the name, and reads no device alone", async () => {
    const { mdm, reads } = accountWith({ g1: ["d1"], g2: ["d3", "gone"], g3: ["d2"] });
    const listing = mdm.devices.list({ tags: { name: "Pilot" } });
    expect(listing.plan).toMatchObject({ local: ["tags"], lookups: ["groups.list", "groups.members"] });
    expect(await idsOf(listing)).toEqual(["d1", "d3"]);
    expect(listing.report).toMatchObject({ complete: true, matched: 2, undecided: 0, gaps: [] });
    expect(reads).toEqual(["list"]);
  });

  it.each([
    [{ id: "g3" }, ["d2"]],
    [{ id: "g3", name: "Kiosk" }, ["d2"]],
    [{ id: "g3", name: "Pilot" }, []],
    [{ name: "pilot" }, []],
    [{ id: "g9" }, []],
  ])("selects by %j", async (tags, ids) => {
    const { mdm } = accountWith({ g1: ["d1"], g3: ["d2"] });
    const listing = mdm.devices.list({ tags });
    expect(await idsOf(listing)).toEqual(ids);
    expect(listing.report.complete).toBe(true);
  });

  it("is combined with other filters", async () => {
    const { mdm } = accountWith({ g1: ["d1", "d2"] });
    const tags = { name: "Pilot" };
    expect(await idsOf(mdm.devices.list({ tags, name: "Device d2" }))).toEqual(["d2"]);
  });

  it("compares tags that are computed instead", async () => {
    const { vendor } = accountWith({ g1: ["d1"] });
    const computed = extend(vendor, { devices: { tags: () => [{ name: "Computed" }] } });
    const { devices } = connect(extend(computed, { devices: { name: () => "x" } }));
    expect(await idsOf(devices.list({ tags: { name: "Pilot" } }))).toEqual([]);
    expect(await idsOf(devices.list({ tags: { name: "Computed" } }))).toEqual(["d1", "d2", "d3"]);
  });

  it("takes a member for a device only if it is one", async () => {
    const { mdm } = accountWith({ g1: ["d1"], g2: ["d2"] }, { memberType: "user" });
    expect(await idsOf(mdm.devices.list({ tags: { name: "Pilot" } }))).toEqual([]);
  });

  it("leaves devices open, and says why, where members may be missing", async () => {
    const { mdm } = accountWith({ g1: ["d1"], g2: [""] });
    const listing = mdm.devices.list({ tags: { name: "Pilot" } });
    expect(await idsOf(listing)).toEqual(["d1"]);
    expect(listing.report).toMatchObject({
      complete: false,
      reason: "undecided",
      undecided: 2,
      gaps: [
        {
          fields: ["tags"],
          operation: "groups.members",
          reason: "The vendor's list is not complete: unreadable.",
        },
      ],
    });
  });

  it("fails where members may not be read", async () => {
    const denied = new PermissionError("denied", { vendor: "acme", operation: "listMembers" });
    const { mdm } = accountWith({ g1: ["d1"] }, { failure: denied });
    await expect(idsOf(mdm.devices.list({ tags: { name: "Pilot" } }))).rejects.toBe(denied);
  });
});

const NAMES: Readonly<Record<string, string>> = { g1: "Pilot", g2: "Pilot", g3: "Kiosk" };

type Behaviour = { memberType?: GroupMember["type"]; failure?: Error };

/** Three devices, and groups with the given members. */
function accountWith(
  members: Readonly<Record<string, readonly string[]>>,
  { memberType = "device", failure }: Behaviour = {},
) {
  const { vendor, reads } = toyVendor({ records: [{ id: "d1" }, { id: "d2" }, { id: "d3" }] });
  const groups: { id: string }[] = Object.keys(members).map((id) => ({ id }));
  const tagged: Vendor = {
    ...vendor,
    devices: { ...vendor.devices, filters: ["name", "tags"], getOnly: ["tags"] },
    groups: {
      pageSize: 10,
      filters: [],
      list: async () => ({ items: groups }),
      get: async (id) => ({ id }),
      map: (group: { id?: string }): Group => ({ id: group.id ?? "", name: NAMES[group.id ?? ""] }),
      members: {
        pageSize: 10,
        async list(groupId) {
          if (failure) throw failure;
          return { items: (members[groupId] ?? []).map((id) => ({ id })) };
        },
        map: (member: { id?: string }): GroupMember => ({ id: member.id ?? "", type: memberType }),
      },
    },
  };
  return { mdm: connect(tagged), vendor: tagged, reads };
}

async function idsOf(listing: AsyncIterable<{ id?: string }>): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for await (const { id } of listing) ids.push(id);
  return ids;
}
