import { createDevice, ownerOf, platformOf } from "./create-device.ts";
import type { PhysicalDevice, Platform } from "./device.ts";
import { createDraw } from "./draw.ts";
import { kept } from "./kept.ts";
import { createPerson, indexIn, type Person } from "./person.ts";
import { type Software, softwareAt, softwareCount } from "./software.ts";

/** Made-up hardware and people, shared by all vendors: two sandboxes with one seed know the same devices. */
export type Fleet = {
  /** Same seed, same fleet. */
  readonly seed: number;
  /** The time that ages are counted from, in ms since 1970. */
  readonly now: number;
  /** How many people own devices. */
  readonly people: number;
  /** A device by its place in the fleet, from 0. It is made when asked for. */
  device(index: number): PhysicalDevice;
  /** The platform alone, without making the device. */
  platform(index: number): Platform;
  /** Index of the owner alone. */
  owner(index: number): number | null;
  /** Whether a device has just been enrolled, so that nothing is set or collected yet. */
  isFresh(index: number): boolean;
  /** A person by index, from 0. */
  person(index: number): Person;
  /** The person of an address. */
  personOf(email: string): Person | undefined;
  /** The programs that are installed on a device; phones and tablets have none. */
  programs(device: PhysicalDevice): Software[];
  /** How many programs are installed on a device. */
  softwareCount(index: number): number;
  /** One of them, from 0; undefined beyond the last. */
  software(device: PhysicalDevice, at: number): Software | undefined;
};

/** What `createFleet` makes a fleet from. */
export type FleetOptions = {
  /** Same seed, same fleet. */
  seed: number;
  /** The time that ages are counted from, in ms since 1970. */
  now: number;
  /** How many people own devices. */
  people: number;
  /** Share of devices that have just been enrolled. Default: 0. */
  fresh?: number;
};

/** Fleets that were made last. They never change, so sandboxes with the same options share one. */
const fleets = new Map<string, Fleet>();
const FLEETS = 16;

/** A fleet makes each device and person when asked: 100,000 of them cost nothing until read. */
export function createFleet(options: FleetOptions): Fleet {
  const key = JSON.stringify([options.seed, options.now, options.people, options.fresh]);
  const fleet = fleets.get(key) ?? makeFleet(options);
  fleets.delete(key);
  fleets.set(key, fleet);
  for (const oldest of [...fleets.keys()].slice(0, -FLEETS)) fleets.delete(oldest);
  return fleet;
}

function makeFleet({ seed, now, people, fresh = 0 }: FleetOptions): Fleet {
  const platform = kept((index) => platformOf({ seed, index }));
  const person = kept((index) => createPerson({ seed, index, now }));
  return {
    seed,
    now,
    people,
    device: kept((index) => createDevice({ seed, index, now, people })),
    platform,
    owner: kept((index) => ownerOf({ seed, index, people })),
    isFresh: (index) => fresh > 0 && createDraw({ seed, kind: "fresh", index }).chance("fresh", fresh),
    person,
    personOf(email) {
      const index = indexIn(email);
      return index < people && person(index).email === email ? person(index) : undefined;
    },
    programs: (owner) =>
      Array.from({ length: softwareCount({ seed, index: owner.index, platform: owner.platform }) }).flatMap(
        (_, at) => softwareAt(owner, { seed, at }) ?? [],
      ),
    softwareCount: (index) => softwareCount({ seed, index, platform: platform(index) }),
    software: (owner, at) => softwareAt(owner, { seed, at }),
  };
}
