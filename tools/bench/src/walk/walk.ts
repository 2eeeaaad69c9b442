import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { loadVendors } from "@mdmkit/unified/vendors";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import type { MeasuredWalk, RecordedWalk, RecordedWay } from "./walk-recorded.ts";

const BASELINE: RecordedWay = "fetch().json()";
const WAYS: readonly RecordedWay[] = [BASELINE, "unified list", "unified list, nodeFetch"];
const FLEET = 5_000;

/**
 * CPU per device of reading each vendor's fleet, against `fetch().json()` of the same responses in the same round. The responses are
 * those of the vendor's sandbox, so that every vendor takes part.
 */
export async function benchWalk({ rounds, devices }: { rounds: number; devices: number }): Promise<void> {
  const times = Math.ceil(devices / FLEET);
  for (const { id: vendor } of await loadVendors()) {
    const server = start("recorded-server.ts", [vendor, String(FLEET)]);
    const [recorded] = await once(server, "message");
    const results = new Map<RecordedWay, MeasuredWalk[]>(WAYS.map((way) => [way, []]));
    for (let round = 0; round < rounds; round += 1) {
      // Interleaved, so that a noisy minute falls on all alike.
      for (const way of WAYS) results.get(way)?.push(await measure({ vendor, recorded, way, times }));
    }
    server.disconnect();
    printTable(`${vendor}: ${FLEET} devices, ${times} times, ${rounds} rounds`, rowsOf(results));
  }
}

function start(program: string, args: readonly string[]) {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return fork(path, args, { execArgv: ["--conditions=@mdmkit/source"] });
}

async function measure(walk: RecordedWalk): Promise<MeasuredWalk> {
  const child = start("walk-recorded.ts", [JSON.stringify(walk)]);
  const [message] = await Promise.race([once(child, "message"), once(child, "exit")]);
  if (typeof message !== "object") throw new Error(`The walk of ${walk.vendor} failed: ${walk.way}.`);
  child.disconnect();
  return message;
}

function rowsOf(results: ReadonlyMap<RecordedWay, readonly MeasuredWalk[]>) {
  const baseline = results.get(BASELINE) ?? [];
  return [...results].map(([way, walks]) => {
    const ratios = walks.map(
      (walk, round) => walk.microseconds / (baseline[round]?.microseconds ?? Number.NaN),
    );
    return {
      way,
      "CPU µs/device": median(walks.map(({ microseconds }) => microseconds)).toFixed(1),
      ratio: median(ratios).toFixed(2),
      "peak RSS MB": Math.round(median(walks.map(({ megabytes }) => megabytes))),
    };
  });
}
