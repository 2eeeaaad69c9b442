import { type Collection, createCollection } from "../../../engine/records/collection.ts";
import type { Fleet } from "../../../fleet/fleet.ts";
import { indexOfBase64Id } from "../ids.ts";
import { renderAppleDevice } from "../render/apple-device.ts";
import { renderGoogleDevice } from "../render/google-device.ts";
import { renderSystem } from "../render/system.ts";
import { renderUser } from "../render/user.ts";
import type { Layout } from "./layout.ts";

export function createUsers(fleet: Fleet, layout: Layout): Collection {
  return createCollection({
    size: fleet.people,
    id: layout.userId,
    render(index) {
      const person = fleet.person(index);
      return renderUser({
        person,
        id: layout.userId(index),
        managerId: person.manager === null ? "" : layout.userId(person.manager),
        organizationId: layout.organizationId,
      });
    },
  });
}

/** The first is the one whose devices and people the account holds; an unnamed one has no display name. */
export function createOrganizations(
  layout: Layout,
  { size, now }: { size: number; now: number },
): Collection {
  return createCollection({
    size,
    id: layout.organizationIdOf,
    render(index) {
      const id = layout.organizationIdOf(index);
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
  layout: Layout,
  { fleet, devices, users, appleDevices }: Parts & { users: Collection; appleDevices: Collection },
): Collection {
  const mdmDeviceId = (index: number, platform: string) => {
    if (platform === "android") return layout.isStale(index) ? undefined : layout.googleId(index);
    const appleId = layout.appleId(index);
    return appleDevices.indexOf(appleId) === undefined ? undefined : appleId;
  };
  return createCollection({
    size: devices,
    id: layout.systemId,
    render(index) {
      const device = layout.device(index);
      const owner = device.owner === null ? undefined : layout.userId(device.owner);
      const bound = owner !== undefined && users.indexOf(owner) !== undefined;
      return renderSystem({
        seed: fleet.seed,
        index,
        device,
        id: layout.systemId(index),
        ownerId: bound ? owner : null,
        ownerName: device.owner === null ? undefined : fleet.person(device.owner).username,
        organizationId: layout.organizationId,
        mdmDeviceId: mdmDeviceId(index, device.platform),
        insights: layout.insightsOf(index),
        stale: layout.isStale(index),
      });
    },
  });
}

/** Macs, iPhones and iPads, plus some that the maker's program announced and nobody has set up. */
export function createAppleDevices(layout: Layout, devices: number): Collection {
  const pending = Math.ceil(devices * 0.06);
  return createCollection({
    size: devices + pending,
    has: layout.hasAppleMdm,
    id: layout.appleId,
    render: (index) =>
      renderAppleDevice({
        device: layout.device(index),
        id: layout.appleId(index),
        appleMdmId: layout.appleMdmId,
        enrolled: index < devices,
      }),
  });
}

export function createGoogleDevices(layout: Layout, { fleet, devices }: Parts): Collection {
  return createCollection({
    size: devices,
    has: (index) => fleet.platform(layout.hardwareOf(index)) === "android" && !layout.isStale(index),
    id: layout.googleId,
    index: indexOfBase64Id,
    identify: (row, deviceId) => ({ ...row, deviceId }),
    render: (index) =>
      renderGoogleDevice({
        device: layout.device(index),
        id: layout.googleId(index),
        enterprise: "LC00sandbox",
        seed: layout.seed,
      }),
  });
}
