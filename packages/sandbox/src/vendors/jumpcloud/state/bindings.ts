import type { Collection } from "../../../engine/records/collection.ts";
import type { Platform } from "../../../fleet/device.ts";
import { createDraw } from "../../../fleet/draw.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { type Catalog, groupRules, policyRules } from "./catalog.ts";
import { createEdges } from "./edges.ts";
import type { Inventory } from "./inventory.ts";

/** Who is bound to what. Owners are bound to their devices, platforms to their groups and policies. */
export type Bindings = {
  /** Users bound to a system directly. */
  usersOf(systemId: string): string[];
  systemsOf(userId: string): string[];
  bindUser(systemId: string, userId: string, present: boolean): void;
  groupsOf(systemId: string): string[];
  membersOf(groupId: string): string[];
  setMember(groupId: string, systemId: string, present: boolean): void;
  /** Policies of a system with the group each comes through. */
  policiesOf(systemId: string): { policyId: string; groupId: string }[];
  systemsWith(policyId: string): string[];
};

type Parts = { inventory: Inventory; fleet: Fleet; systems: Collection; users: Collection; catalog: Catalog };

export function createBindings(parts: Parts): Bindings {
  return { ...ownership(parts), ...membership(parts), ...policyBindings(parts) };
}

function ownership(parts: Parts): Pick<Bindings, "usersOf" | "systemsOf" | "bindUser"> {
  const { inventory, fleet, systems, users } = parts;
  const byOwner = ownedSystems(parts);
  const [userEdges, systemEdges] = [createEdges(), createEdges()];
  return {
    usersOf(systemId) {
      const index = systems.indexOf(systemId);
      const owner = index === undefined ? null : fleet.owner(inventory.hardwareOf(index));
      const base = owner === null ? [] : [inventory.userId(owner)];
      return userEdges.apply(systemId, base).filter((id) => users.indexOf(id) !== undefined);
    },
    systemsOf(userId) {
      const index = users.indexOf(userId);
      const base = index === undefined ? [] : byOwner(index);
      return systemEdges.apply(userId, base).filter((id) => systems.indexOf(id) !== undefined);
    },
    bindUser(systemId, userId, present) {
      userEdges.set(systemId, userId, present);
      systemEdges.set(userId, systemId, present);
    },
  };
}

function membership(parts: Parts): Pick<Bindings, "groupsOf" | "membersOf" | "setMember"> {
  const { inventory, systems, catalog } = parts;
  const [groupEdges, memberEdges] = [createEdges(), createEdges()];
  const inGroup = (index: number, group: number) => {
    const rule = groupRules[group];
    if (rule === undefined || !rule.platforms.includes(platformOf(parts, index))) return false;
    return createDraw({ seed: inventory.seed, kind: `group-${group}`, index }).chance("member", rule.share);
  };
  return {
    groupsOf(systemId) {
      const index = systems.indexOf(systemId);
      const groups = catalog.groups.indexes().filter((group) => index !== undefined && inGroup(index, group));
      const base = groups.map((group) => inventory.otherId("group", group));
      return groupEdges.apply(systemId, base).filter((id) => catalog.groups.indexOf(id) !== undefined);
    },
    membersOf(groupId) {
      const group = catalog.groups.indexOf(groupId) ?? -1;
      const base = systems.indexes().filter((index) => inGroup(index, group));
      const members = memberEdges.apply(groupId, base.map(inventory.systemId));
      return members.filter((id) => systems.indexOf(id) !== undefined);
    },
    setMember(groupId, systemId, present) {
      memberEdges.set(groupId, systemId, present);
      groupEdges.set(systemId, groupId, present);
    },
  };
}

function policyBindings(parts: Parts): Pick<Bindings, "policiesOf" | "systemsWith"> {
  const { inventory, systems, catalog } = parts;
  return {
    policiesOf(systemId) {
      const index = systems.indexOf(systemId);
      if (index === undefined) return [];
      const platform = platformOf(parts, index);
      const group = groupRules.findIndex((rule) => rule.platforms.includes(platform));
      const groupId = inventory.otherId("group", group);
      const policies = catalog.policies
        .indexes()
        .filter((at) => policyRules[at]?.platforms.includes(platform));
      return policies.map((at) => ({ policyId: inventory.otherId("policy", at), groupId }));
    },
    systemsWith(policyId) {
      const platforms = policyRules[catalog.policies.indexOf(policyId) ?? -1]?.platforms ?? [];
      const bound = systems.indexes().filter((index) => platforms.includes(platformOf(parts, index)));
      return bound.map(inventory.systemId);
    },
  };
}

function platformOf({ fleet, inventory }: Pick<Parts, "fleet" | "inventory">, index: number): Platform {
  return fleet.platform(inventory.hardwareOf(index));
}

/** Systems by owner; made when first asked, and again when systems came or went. */
function ownedSystems({ inventory, fleet, systems }: Pick<Parts, "inventory" | "fleet" | "systems">) {
  let owned: { version: number; byPerson: Map<number, number[]> } | undefined;
  return (person: number): string[] => {
    if (owned?.version !== systems.version) {
      const byPerson = new Map<number, number[]>();
      for (const index of systems.indexes()) {
        const owner = fleet.owner(inventory.hardwareOf(index)) ?? -1;
        const known = byPerson.get(owner);
        if (known) known.push(index);
        else byPerson.set(owner, [index]);
      }
      owned = { version: systems.version, byPerson };
    }
    return (owned.byPerson.get(person) ?? []).map(inventory.systemId);
  };
}
