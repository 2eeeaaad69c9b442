import { createDevice, ownerOf, platformOf } from "./create-device.ts";
import type { PhysicalDevice, Platform } from "./device.ts";
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
  person(index: number): Person;
  softwareCount(index: number): number;
  software(device: PhysicalDevice, at: number): Software | undefined;
};

/** A fleet makes each device and person when asked, and keeps none: 100,000 of them cost nothing until read. */
export function createFleet({ seed, now, people }: { seed: number; now: number; people: number }): Fleet {
  const device = (index: number) => createDevice({ seed, index, now, people });
  const platform = (index: number) => platformOf({ seed, index });
  return {
    seed,
    now,
    people,
    device,
    platform,
    owner: (index) => ownerOf({ seed, index, people }),
    person: (index) => createPerson({ seed, index, now }),
    softwareCount: (index) => softwareCount({ seed, index, platform: platform(index) }),
    software: (owner, at) => softwareAt(owner, { seed, at }),
  };
}
