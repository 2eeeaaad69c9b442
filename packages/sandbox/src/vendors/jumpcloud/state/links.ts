import { createLinks, type Links } from "../../../engine/operations/links.ts";
import type { Collection } from "../../../engine/records/collection.ts";
import { keptPerVersion } from "../../../engine/records/per-version.ts";
import type { Platform } from "../../../fleet/device.ts";
import { createDraw, hash32 } from "../../../fleet/draw.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import type { Inventory } from "../inventory.ts";
import { appRules, type Catalog, groupRules, policyRules, userGroupRules } from "./catalog.ts";

type Parts = {
  inventory: Inventory;
  fleet: Fleet;
  systems: Collection;
  users: Collection;
  catalog: Catalog;
};

/** Owners are bound to their devices at first, platforms to their groups, policies and apps. */
export function createJumpCloudLinks(parts: Parts): Links {
  const { inventory, fleet, systems, users, catalog } = parts;
  const systemsOfPerson = ownedSystems(parts);
  const platformOf = (index: number) => fleet.platform(inventory.hardwareOf(index));
  const idsOf = (indexes: readonly number[], kind: string) =>
    indexes.map((index) => inventory.otherId(kind, index));
  const among = (platforms: readonly Platform[] = []) =>
    systems.indexes().filter((index) => platforms.includes(platformOf(index)));
  const isMember = (index: number, group: number) => {
    const { platforms = [], share = 0 } = groupRules[group] ?? {};
    const draw = createDraw({ seed: inventory.seed, kind: `group-${group}`, index });
    return platforms.includes(platformOf(index)) && draw.chance("member", share);
  };
  const hasApp = (app: string, system: string) => hash32(11, app + system) % 2 === 0;

  const ofSystem: Readonly<Record<string, (index: number, id: string) => string[]>> = {
    user(index) {
      const owner = fleet.owner(inventory.hardwareOf(index));
      return owner === null ? [] : [inventory.userId(owner)];
    },
    system_group: (index) =>
      idsOf(
        catalog.groups.indexes().filter((group) => isMember(index, group)),
        "group",
      ),
    policy: (index) =>
      idsOf(
        catalog.policies.indexes().filter((at) => policyRules[at]?.platforms.includes(platformOf(index))),
        "policy",
      ),
    software_app: (index, id) =>
      idsOf(
        catalog.apps.indexes().filter((at) => appRules[at]?.platforms.includes(platformOf(index))),
        "app",
      ).filter((app) => hasApp(app, id)),
  };
  const isIn = (user: number, group: number) => user % (userGroupRules[group]?.every ?? Number.NaN) === 0;
  const userGroupsOf = (user: number) =>
    idsOf(
      catalog.userGroups.indexes().filter((group) => isIn(user, group)),
      "user-group",
    );
  const usersIn = (group: number) =>
    users
      .indexes()
      .filter((user) => isIn(user, group))
      .map(inventory.userId);
  const systemsOf: Readonly<Record<string, (id: string) => string[]>> = {
    user: (id) => systemsOfPerson(users.indexOf(id) ?? -1),
    system_group: (id) => {
      const group = catalog.groups.indexOf(id) ?? -1;
      const members = systems.indexes().filter((index) => isMember(index, group));
      return members.map(inventory.systemId);
    },
    policy: (id) => among(policyRules[catalog.policies.indexOf(id) ?? -1]?.platforms).map(inventory.systemId),
    software_app: (id) =>
      among(appRules[catalog.apps.indexOf(id) ?? -1]?.platforms)
        .map(inventory.systemId)
        .filter((system) => hasApp(id, system)),
  };
  return createLinks(({ collection, id }, to) => {
    if (to === "system") return systemsOf[collection]?.(id) ?? [];
    if (collection === "user_group" && to === "user") return usersIn(catalog.userGroups.indexOf(id) ?? -1);
    if (collection === "user" && to === "user_group") return userGroupsOf(users.indexOf(id) ?? Number.NaN);
    const index = collection === "system" ? systems.indexOf(id) : undefined;
    return index === undefined ? [] : (ofSystem[to]?.(index, id) ?? []);
  });
}

const owned = keptPerVersion<Map<number, number[]>>();

/** Systems by owner. */
function ownedSystems({ inventory, fleet, systems }: Pick<Parts, "inventory" | "fleet" | "systems">) {
  const ownerOf = (index: number) => fleet.owner(inventory.hardwareOf(index)) ?? -1;
  const byPerson = () => owned(systems, "by person", () => Map.groupBy(systems.indexes(), ownerOf));
  return (person: number): string[] => (byPerson().get(person) ?? []).map(inventory.systemId);
}
