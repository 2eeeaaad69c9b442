import { measureIsolation } from "./isolation.ts";
import { measureMemory } from "./memory.ts";
import { measureOverhead } from "./overhead.ts";
import { openScene } from "./scene.ts";

export type GatewayBenchOptions = {
  readonly rounds: number;
  /** Of each load. */
  readonly seconds: number;
  /** Of the load that memory is looked at under; 0 leaves it out. */
  readonly minutes: number;
};

/** What the gateway adds to the library, how accounts fare beside sick ones, and memory; with PGlite, or PostgreSQL by `DATABASE_URL`. */
export async function benchGateway({ rounds, seconds, minutes }: GatewayBenchOptions): Promise<void> {
  const scene = await openScene();
  try {
    if (rounds > 0) {
      await measureOverhead(scene, { rounds, seconds });
      await measureIsolation(scene, { seconds });
    }
    if (minutes > 0) await measureMemory(scene, { minutes });
  } finally {
    await scene.close();
  }
}
