import { printGoals } from "../goals.ts";
import { startServer } from "../server/start-server.ts";
import { median } from "../statistics.ts";
import { printTable } from "../table.ts";
import { measureWalk } from "../walk/measure-walk.ts";

const LATENCY_MS = 50;
const DEVICES = 20_000;
const PAGE_SIZE = 100;

/** Wall time of a list whose pages take 50 ms each, by pages read ahead, against what latency alone would take. */
export async function benchLatency({ rounds }: { rounds: number }): Promise<void> {
  const server = await startServer();
  const rows = [];
  const overFloor = new Map<number, number>();
  for (const prefetch of [0, 1, 5, 10]) {
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const plan = {
        vendor: "jumpcloud",
        way: "unified list, nodeFetch",
        devices: DEVICES,
        pageSize: PAGE_SIZE,
      } as const;
      seconds.push((await measureWalk(server, { ...plan, prefetch, latency: LATENCY_MS })).seconds);
    }
    const floor = ((DEVICES / PAGE_SIZE) * LATENCY_MS) / 1000 / Math.max(1, prefetch);
    overFloor.set(prefetch, median(seconds) / floor);
    rows.push({
      "pages ahead": prefetch,
      "wall s": median(seconds).toFixed(2),
      "floor s": floor.toFixed(2),
      "over the floor": (median(seconds) / floor).toFixed(2),
    });
  }
  printTable(
    `jumpcloud: ${DEVICES} devices, ${PAGE_SIZE} a page, ${LATENCY_MS} ms a page, ${rounds} rounds`,
    rows,
  );
  const goals = [
    { ahead: 5, most: 1.25 },
    { ahead: 10, most: 1.35 },
  ];
  printGoals(
    goals.map(({ ahead, most }) => ({
      what: `${ahead} pages in flight : what latency alone takes`,
      most,
      figures: [overFloor.get(ahead) ?? Number.NaN],
    })),
  );
  server.stop();
}
