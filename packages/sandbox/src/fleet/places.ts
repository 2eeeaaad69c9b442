import type { PhysicalDevice, Platform } from "./device.ts";
import type { Fleet } from "./fleet.ts";
import { joinedAt } from "./person.ts";

/** Where in the fleet the devices are that a vendor can manage, from `first` on; each is looked for once. */
export function placesOf(
  fleet: Fleet,
  { first, has }: { first: number; has(platform: Platform): boolean },
): (index: number) => number {
  const found: number[] = [];
  let next = first;
  return (index) => {
    for (; found.length <= index; next += 1) if (has(fleet.platform(next))) found.push(next);
    return found[index] ?? first;
  };
}

/** The device at a place in the fleet, enrolled in the order of the vendor's records: later ones are younger. */
export function enrolledAs(fleet: Fleet, place: number, index: number): PhysicalDevice {
  return { ...fleet.device(place), enrolledAt: joinedAt({ index, now: fleet.now }) };
}
