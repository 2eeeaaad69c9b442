import { loadVendors } from "@mdmkit/unified/vendors";
import { printGoals } from "../goals.ts";
import { startChild } from "../processes/start-child.ts";
import { printTable } from "../table.ts";
import type { MappingCosts } from "./map-vendor.ts";

type Options = {
  readonly rounds: number;
  /** Ids of vendors; undefined: all. */
  readonly only?: readonly string[] | undefined;
};

/** What mapping one device of each vendor costs next to parsing it. */
export async function benchMap({ rounds, only }: Options): Promise<void> {
  const vendors = (await loadVendors()).map(({ id }) => id);
  const rows = [];
  const mappers: number[] = [];
  for (const vendor of vendors.filter((id) => !only || only.includes(id))) {
    const program = new URL("map-vendor.ts", import.meta.url);
    const child = await startChild<string, { rounds: number }, MappingCosts>(program, { args: [vendor] });
    const { bytes, parse, map, read } = await child.ask({ rounds });
    child.stop();
    mappers.push(map);
    rows.push({
      vendor,
      "record bytes": Math.round(bytes),
      "`JSON.parse`": Math.round(parse),
      mapper: Math.round(map),
      "mapper : `JSON.parse`": (map / parse).toFixed(2),
      "as in a list": Math.round(read),
    });
  }
  printTable(`CPU ns a device, median of ${rounds} rounds`, rows);
  printGoals([{ what: "mapper, ns a device", most: 1000, figures: mappers }]);
}
