import type { PrimaryCall } from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";
import { allOf } from "../api/rsql.ts";
import type { InventoryReader } from "./read-inventory.ts";

/** When a device last sent its inventory, which is when its record changed. */
const REPORTED: Record<DeviceKind, string> = {
  computer: "general.reportDate",
  mobile: "lastInventoryUpdateDate",
};

/** For which values of `updated_since` a list can be narrowed. */
export const isTime = (since: string): boolean => !Number.isNaN(Date.parse(since));

/** Devices that reported since then; to the second, as a filter that is too wide leaves out nothing. */
export function reportedSince(kind: DeviceKind, since: string): string {
  const second = new Date(Math.floor(Date.parse(since) / 1000) * 1000).toISOString().replace(".000Z", "Z");
  return `${REPORTED[kind]}=ge="${second}"`;
}

type Question = {
  kinds: readonly DeviceKind[];
  since: string | null | undefined;
  /** The other conditions on a kind. */
  filterOf(kind: DeviceKind): string | undefined;
};

/**
 * The kinds of which every device has a date. A device without one may have changed and belongs into the list, but no
 * filter finds it: so devices are counted with any date and at all, which takes two small requests a kind.
 */
export async function datedKinds(
  reader: InventoryReader,
  { kinds, since, filterOf }: Question,
  options: PrimaryCall | undefined,
): Promise<readonly DeviceKind[]> {
  if (since == null || !isTime(since)) return [];
  const isDated = async (kind: DeviceKind): Promise<boolean> => {
    const filter = filterOf(kind);
    const everBefore = reportedSince(kind, "1970-01-01T00:00:00Z");
    const [all, dated] = await Promise.all([
      reader.count(kind, filter, options),
      reader.count(kind, allOf([filter, everBefore]), options),
    ]);
    return all !== undefined && all === dated;
  };
  const areDated = await Promise.all(kinds.map(isDated));
  return kinds.filter((_, at) => areDated[at]);
}

/** Kinds as a cursor holds them, by their first letters. */
export const encodeKinds = (kinds: readonly DeviceKind[]): string =>
  kinds.map((kind) => kind.charAt(0)).join("");

export const decodeKinds = (letters: string): readonly DeviceKind[] =>
  (["computer", "mobile"] as const).filter((kind) => letters.includes(kind.charAt(0)));
