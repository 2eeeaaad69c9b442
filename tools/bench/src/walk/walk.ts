import { fleets } from "../fleets/index.ts";
import { startServer } from "../server/start-server.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import { measureWalk, type WalkResult } from "./measure-walk.ts";
import type { WayName } from "./ways.ts";

const WAYS: readonly WayName[] = ["fetch().json()", "openapi-fetch", "paginate", "unified list"];
const BASELINE: WayName = "fetch().json()";

/** CPU per device of every way to read a fleet, against `fetch().json()` of the same pages in the same round. */
export async function benchWalk({ rounds, devices }: { rounds: number; devices: number }): Promise<void> {
  const server = await startServer();
  for (const vendor of Object.keys(fleets)) {
    const results = new Map<WayName, WalkResult[]>(WAYS.map((way) => [way, []]));
    for (let round = 0; round < rounds; round += 1) {
      // Interleaved, so that a noisy minute falls on all alike.
      for (const way of WAYS) {
        const result = await measureWalk(server, { vendor, way, devices, pageSize: 100 });
        results.get(way)?.push(result);
      }
    }
    printTable(`${vendor}: ${devices} devices, 100 a page, ${rounds} rounds`, rowsOf(results));
  }
  server.stop();
}

function rowsOf(results: ReadonlyMap<WayName, readonly WalkResult[]>) {
  const baseline = results.get(BASELINE) ?? [];
  return [...results].map(([way, walks]) => {
    const ratios = walks.map(
      (walk, round) => walk.microseconds / (baseline[round]?.microseconds ?? Number.NaN),
    );
    return {
      way,
      "CPU µs/device": median(walks.map(({ microseconds }) => microseconds)).toFixed(1),
      ratio: median(ratios).toFixed(2),
      "devices/s": Math.round(median(walks.map((walk) => walk.devices / walk.seconds))),
      "peak RSS MB": Math.round(median(walks.map(({ peakMegabytes }) => peakMegabytes))),
      requests: median(walks.map(({ requests }) => requests)),
    };
  });
}
