import { createDevice, ownerOf, platformOf } from "./create-device.ts";
import type { PhysicalDevice, Platform } from "./device.ts";
import { createDraw } from "./draw.ts";
import { createPerson, type Person } from "./person.ts";
import { type Software, softwareAt, softwareCount } from "./software.ts";

/** Made-up hardware and people, shared by all vendors: two sandboxes with one seed know the same devices. */
export type Fleet = {
  readonly seed: number;
  readonly now: number;
  /** How many people own devices. */
  readonly people: number;
  device(index: number): PhysicalDevice;
  /** The platform alone, without making the device. */
  platform(index: number): Platform;
  /** Index of the owner alone. */
  owner(index: number): number | null;
  /** Whether a device has just been enrolled, so that nothing is set or collected yet. */
  isFresh(index: number): boolean;
  person(index: number): Person;
  softwareCount(index: number): number;
  software(device: PhysicalDevice, at: number): Software | undefined;
};

export type FleetOptions = {
  seed: number;
  now: number;
  people: number;
  /** Share of devices that have just been enrolled. Default: 0. */
  fresh?: number;
};

/** A fleet makes each device and person when asked, and keeps none: 100,000 of them cost nothing until read. */
export function createFleet({ seed, now, people, fresh = 0 }: FleetOptions): Fleet {
  const device = (index: number) => createDevice({ seed, index, now, people });
  const platform = (index: number) => platformOf({ seed, index });
  return {
    seed,
    now,
    people,
    device,
    platform,
    owner: (index) => ownerOf({ seed, index, people }),
    isFresh: (index) => fresh > 0 && createDraw({ seed, kind: "fresh", index }).chance("fresh", fresh),
    person: (index) => createPerson({ seed, index, now }),
    softwareCount: (index) => softwareCount({ seed, index, platform: platform(index) }),
    software: (owner, at) => softwareAt(owner, { seed, at }),
  };
}
