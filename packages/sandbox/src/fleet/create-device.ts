import type { Chassis, PhysicalDevice, Platform } from "./device.ts";
import { activity, addresses, identity, naming, security } from "./device-traits.ts";
import { createDraw, type Draw } from "./draw.ts";
import { models } from "./models.ts";
import { osReleases } from "./os-releases.ts";
import { createPerson, joinedAt } from "./person.ts";

const shares = [
  ["macos", 35],
  ["windows", 35],
  ["linux", 10],
  ["ios", 8],
  ["ipados", 4],
  ["android", 8],
] as const satisfies readonly (readonly [Platform, number])[];

const gigabyte = 1024 ** 3;

export type DeviceOptions = { seed: number; index: number; now: number; people: number };

/** Platform of device `index`; much cheaper than the whole device. */
export function platformOf({ seed, index }: { seed: number; index: number }): Platform {
  return createDraw({ seed, kind: "device", index }).weighted<Platform>("platform", shares);
}

/** Index of the owner of device `index`; much cheaper than the whole device. */
export function ownerOf({ seed, index, people }: Omit<DeviceOptions, "now">): number | null {
  const draw = createDraw({ seed, kind: "device", index });
  const { chassis } = draw.pick("model", models[draw.weighted<Platform>("platform", shares)]);
  return drawOwner(draw, { people, chassis });
}

/** Device number `index` of the fleet: the same options give the same device. */
export function createDevice({ seed, index, now, people }: DeviceOptions): PhysicalDevice {
  const draw = createDraw({ seed, kind: "device", index });
  const platform = draw.weighted<Platform>("platform", shares);
  const model = draw.pick("model", models[platform]);
  const owner = drawOwner(draw, { people, chassis: model.chassis });
  const storageBytes = draw.pick("storage", model.storageGb) * 1e9;
  const memoryBytes = draw.pick("memory", model.memoryGb) * gigabyte;
  const enrolledAt = joinedAt({ index, now });
  const person = owner === null ? null : createPerson({ seed, index: owner, now });
  return {
    index,
    platform,
    chassis: model.chassis,
    model,
    os: draw.weighted("os", osReleases[platform]),
    ...identity(draw, { index, platform, model }),
    ...naming(draw, { platform, model, givenName: person?.givenName }),
    address: addresses(draw),
    memoryBytes,
    storageBytes,
    freeBytes: Math.floor(storageBytes * (0.1 + draw.unit("free") * 0.7)),
    ...security(draw, platform),
    owner,
    assetTag: draw.chance("tagged", 0.7) ? `IT-${String(index).padStart(5, "0")}` : null,
    enrolledAt,
    ...activity(draw, { now, enrolledAt }),
  };
}

function drawOwner(draw: Draw, { people, chassis }: { people: number; chassis: Chassis }): number | null {
  if (people < 1 || chassis === "server" || draw.chance("shared", 0.08)) return null;
  return draw.integer("owner", { min: 0, max: people - 1 });
}
