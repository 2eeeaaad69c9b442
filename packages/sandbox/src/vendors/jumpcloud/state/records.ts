import { schemas } from "@mdmkit/jumpcloud/schemas";
import { asEnrolled } from "../../../engine/document/blank.ts";
import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { indexOfBase64Id } from "../ids.ts";
import type { Inventory } from "../inventory.ts";
import { renderAppleDevice } from "../render/apple-device.ts";
import { renderGoogleDevice } from "../render/google-device.ts";
import { renderSystem } from "../render/system.ts";
import { blankUser, renderUser } from "../render/user.ts";

export function createUsers(fleet: Fleet, inventory: Inventory): Collection {
  return createCollection({
    size: fleet.people,
    id: inventory.userId,
    blank: { ...blankUser, _id: "", organization: inventory.organizationId },
    twin: (user) => ({ ...user, email: `twin.${user.email}` }),
    render(index) {
      const person = fleet.person(index);
      return renderUser({
        person,
        id: inventory.userId(index),
        managerId: person.manager === null ? "" : inventory.userId(person.manager),
        organizationId: inventory.organizationId,
      });
    },
  });
}

/** The first is the one whose devices and people the account holds; an unnamed one has no display name. */
export function createOrganizations(
  inventory: Inventory,
  { size, now }: { size: number; now: number },
): Collection {
  return createCollection({
    size,
    id: inventory.organizationIdOf,
    twin: (organization) => organization,
    render(index) {
      const id = inventory.organizationIdOf(index);
      return {
        _id: id,
        id,
        displayName: index % 5 === 4 ? null : index === 0 ? "Example Works" : `Example Works ${index + 1}`,
        logoUrl: null,
        created: new Date(now - (1000 - index) * 24 * 3600 * 1000).toISOString(),
        settings: {},
      };
    },
  });
}

type Parts = { fleet: Fleet; devices: number };

export function createSystems(
  inventory: Inventory,
  { fleet, devices, users, appleDevices }: Parts & { users: Collection; appleDevices: Collection },
): Collection {
  const mdmDeviceId = (index: number, platform: string) => {
    if (platform === "android") return inventory.isStale(index) ? undefined : inventory.googleId(index);
    const appleId = inventory.appleId(index);
    return appleDevices.indexOf(appleId) === undefined ? undefined : appleId;
  };
  return createCollection({
    size: devices,
    id: inventory.systemId,
    render(index) {
      const device = inventory.device(index);
      const owner = device.owner === null ? undefined : inventory.userId(device.owner);
      const bound = owner !== undefined && users.indexOf(owner) !== undefined;
      const row = renderSystem({
        seed: fleet.seed,
        index,
        device,
        id: inventory.systemId(index),
        ownerId: bound ? owner : null,
        ownerName: device.owner === null ? undefined : fleet.person(device.owner).username,
        organizationId: inventory.organizationId,
        mdmDeviceId: mdmDeviceId(index, device.platform),
        insights: inventory.insightsOf(index),
        stale: inventory.isStale(index),
      });
      return asEnrolled(row, fleet.isFresh(inventory.hardwareOf(index)), [schemas.JcSystem, schemas]);
    },
  });
}

/** Macs, iPhones and iPads, plus some that the maker's program announced and that are not set up. */
export function createAppleDevices(inventory: Inventory, devices: number): Collection {
  const pending = Math.ceil(devices * 0.06);
  return createCollection({
    size: devices + pending,
    has: inventory.hasAppleMdm,
    twin: (device) => ({ ...device, serialNumber: `${device.serialNumber}X` }),
    id: inventory.appleId,
    render: (index) =>
      renderAppleDevice({
        device: inventory.device(index),
        id: inventory.appleId(index),
        appleMdmId: inventory.appleMdmId,
        enrolled: index < devices,
      }),
  });
}

export function createGoogleDevices(inventory: Inventory, { fleet, devices }: Parts): Collection {
  return createCollection({
    size: devices,
    has: (index) => fleet.platform(inventory.hardwareOf(index)) === "android" && !inventory.isStale(index),
    id: inventory.googleId,
    index: indexOfBase64Id,
    twin: (device) => device,
    identify: (row, deviceId) => ({ ...row, deviceId }),
    render: (index) =>
      renderGoogleDevice({
        device: inventory.device(index),
        id: inventory.googleId(index),
        enterprise: "LC00sandbox",
        seed: inventory.seed,
      }),
  });
}
