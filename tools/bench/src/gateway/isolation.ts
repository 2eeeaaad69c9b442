import { printTable } from "../table.ts";
import type { Measured } from "./measure-calls.ts";
import type { Scene } from "./scene.ts";
import type { Health } from "./vendor-server.ts";

const VENDOR = "jumpcloud";
const STUCK = 50;
const SICK: readonly Exclude<Health, "well">[] = ["hangs", "floods", "breaks"];

/** Latency of a healthy account while another account's vendor hangs, returns only 429, or fails in the middle of responses. */
export async function measureIsolation(scene: Scene, { seconds }: { seconds: number }): Promise<void> {
  const [well, list] = [await scene.connect(VENDOR, scene.pageValuesOf(VENDOR, 1000)), "devices"];
  const healthy = { connections: 4, seconds, urls: [well(list, "&limit=25")], headers: scene.headers };
  await scene.load.ask(healthy);
  const alone = await scene.load.ask(healthy);
  const rows = [rowOf("alone", alone, alone)];
  for (const health of SICK) {
    const sick = await scene.connect(VENDOR, scene.valuesOf(VENDOR, health));
    const stuck = scene.sickLoad.ask({
      connections: STUCK,
      seconds: seconds + 2,
      urls: [sick(list)],
      headers: scene.headers,
    });
    const beside = await scene.load.ask(healthy);
    rows.push(rowOf(`beside ${STUCK} calls to a vendor that ${health}`, beside, alone));
    const { outcomes, p50 } = await stuck;
    console.log(`The account whose vendor ${health}: ${JSON.stringify(outcomes)}, p50 ${Math.round(p50)} ms`);
  }
  printTable("A healthy account, a list of 25 with 4 at a time", rows);
}

function rowOf(what: string, { perSecond, p50, p99, outcomes }: Measured, alone: Measured) {
  return {
    what,
    "requests/s": Math.round(perSecond),
    "p50 ms": p50.toFixed(2),
    "p99 ms": p99.toFixed(2),
    "p50 ratio": (p50 / alone.p50).toFixed(2),
    "p99 ratio": (p99 / alone.p99).toFixed(2),
    responses: JSON.stringify(outcomes),
  };
}
