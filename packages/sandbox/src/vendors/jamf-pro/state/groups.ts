import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import { asRows, present, type Row } from "../../../engine/records/values.ts";
import { computerGroups, membershipIn, mobileGroups } from "../catalog.ts";
import { type DeviceType, IDS } from "../inventory.ts";

/** Groups of one kind of device. The members are in the records of the devices. */
export type Groups = Collection & {
  members(groupId: string): Row[];
  /** Puts devices into a group and takes others out; the others stay. */
  change(groupId: string, devices: Record<"additions" | "deletions", readonly string[]>): void;
};

/** Where a device's record has its groups, and the property that marks a smart one. */
const PLACES = {
  computer: { groups: computerGroups, property: "groupMemberships", smart: "smartGroup" },
  mobile: { groups: mobileGroups, property: "groups", smart: "smart" },
} as const;

/** What is sent of a group, under both names that operations have for its properties. */
const named = ({ name, groupName = name, description, groupDescription = description, ...row }: Row): Row =>
  present({ ...row, name: groupName, groupName, description: groupDescription, groupDescription });

type Devices = { readonly devices: Collection; idOf(device: Row): string };

export function createGroups(kind: DeviceType, { devices, idOf: idOfDevice }: Devices): Groups {
  const { groups: initial, property, smart } = PLACES[kind];
  const groups = createCollection({
    ...IDS,
    size: initial.length,
    blank: { siteId: "-1", smart: false, description: "" },
    identify: (row, id) => ({ ...named(row), id, groupId: id }),
    render: (index) => named({ siteId: "-1", groupId: IDS.id(index), ...initial[index] }),
  });
  const membershipsOf = (device: Row | undefined) => asRows(device?.[property]);
  const members = (id: string) =>
    devices.all().filter((device) => membershipsOf(device).some(({ groupId }) => groupId === id));

  function setMember(group: Row, deviceId: string, isMember: boolean): void {
    const others = membershipsOf(devices.get(deviceId)).filter(({ groupId }) => groupId !== group.id);
    const own = { ...membershipIn(group), [smart]: group.smart };
    devices.update(deviceId, { [property]: isMember ? [...others, own] : others });
  }
  /** Assignments are the ids of all members, or flags for single devices. */
  function assign(group: Row, assignments: unknown): Row {
    if (!Array.isArray(assignments)) return group;
    const flagged = asRows(assignments);
    const gone = flagged.length > 0 ? [] : members(String(group.id)).map(idOfDevice);
    for (const id of gone) setMember(group, id, false);
    for (const each of assignments) if (typeof each === "string") setMember(group, each, true);
    for (const { mobileDeviceId, selected } of flagged)
      setMember(group, String(mobileDeviceId), selected === true);
    return group;
  }

  return {
    ...groups,
    get version() {
      return groups.version;
    },
    members,
    change(id, { additions, deletions }) {
      const group = groups.get(id);
      if (!group) return;
      for (const device of additions) setMember(group, device, true);
      for (const device of deletions) setMember(group, device, false);
    },
    insert: ({ assignments, ...row } = {}) => assign(groups.insert(row), assignments),
    update(id, { assignments, ...row }) {
      const group = groups.update(id, named(row));
      return group && assign(group, assignments);
    },
    remove(id) {
      const group = groups.get(id);
      if (group) assign(group, []);
      return groups.remove(id);
    },
  };
}
