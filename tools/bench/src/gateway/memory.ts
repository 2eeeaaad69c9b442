import { printTable } from "../table.ts";
import type { Scene } from "./scene.ts";

const VENDOR = "jumpcloud";
const CONNECTIONS = 8;

/** Memory of the gateway minute by minute under gets and lists; the first minute is to warm up. */
export async function measureMemory(scene: Scene, { minutes }: { minutes: number }): Promise<void> {
  const pages = await scene.connect(VENDOR, scene.pageValuesOf(VENDOR, 1000));
  const records = await scene.connect(VENDOR, scene.valuesOf(VENDOR));
  const listed = await fetch(records("devices", "&limit=50"), { headers: scene.headers });
  const { result }: { result: readonly { id: string }[] } = await listed.json();
  const urls = result.flatMap(({ id }) => [records(`devices/${id}`), pages("devices", "&limit=100")]);
  const rows = [];
  for (let minute = 1; minute <= minutes + 1; minute += 1) {
    const { calls, outcomes } = await scene.load.ask({
      connections: CONNECTIONS,
      seconds: 60,
      urls,
      headers: scene.headers,
    });
    const { rssMegabytes, heapMegabytes } = await scene.gateway.ask("memory");
    const row = {
      minute,
      calls,
      "heap MB": heapMegabytes.toFixed(1),
      "RSS MB": Math.round(rssMegabytes),
      responses: JSON.stringify(outcomes),
    };
    console.error(JSON.stringify(row)); // it takes a while
    rows.push(row);
  }
  printTable(`jumpcloud: gets and lists of 100, ${CONNECTIONS} at a time`, rows);
}
