import { printGoals } from "../goals.ts";
import { startServer } from "../server/start-server.ts";
import { printTable } from "../table.ts";
import { measureWalk } from "../walk/measure-walk.ts";
import type { WayName } from "../walk/ways.ts";

const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const WAYS: readonly WayName[] = ["fetch().json()", "unified list", "unified list, nodeFetch"];

/** Memory of walks over ever larger fleets: the heap after a collection, and the most the process took. */
export async function benchStream({ most }: { most: number }): Promise<void> {
  const server = await startServer();
  const rows = [];
  /** Of the largest fleet. */
  const peaks = new Map<WayName, number>();
  for (const way of WAYS) {
    for (const devices of SIZES.filter((size) => size <= most)) {
      const plan = { vendor: "jumpcloud", way, devices, pageSize: 100 };
      const { heapMegabytes, peakMegabytes, seconds } = await measureWalk(server, plan, { heap: true });
      peaks.set(way, peakMegabytes);
      rows.push({
        way,
        devices,
        "heap MB": heapMegabytes.toFixed(1),
        "peak RSS MB": Math.round(peakMegabytes),
        "devices/s": Math.round(devices / seconds),
      });
    }
  }
  printTable("jumpcloud: memory, garbage collected before each of 40 samples", rows);
  const ratio = (peaks.get("unified list, nodeFetch") ?? 0) / (peaks.get("fetch().json()") ?? 0);
  printGoals([{ what: "peak RSS of the largest fleet : `fetch().json()`", most: 1.1, figures: [ratio] }]);
  server.stop();
}
