import { startPostgres } from "../../../../packages/gateway/src/fixtures/postgres-server.ts";
import { measureIsolation } from "./isolation.ts";
import { measureMemory } from "./memory.ts";
import { measureOverhead } from "./overhead.ts";
import { measureReplicas } from "./replicas.ts";
import { openScene } from "./scene.ts";

export type GatewayBenchOptions = {
  readonly rounds: number;
  /** Vendors; undefined: all of them that take part. */
  readonly only?: readonly string[] | undefined;
  /** Of each load. */
  readonly seconds: number;
  /** Of the load that memory is looked at under; 0 leaves it out. */
  readonly minutes: number;
  /** Starts the installed PostgreSQL for it. */
  readonly postgres: boolean;
};

/**
 * What the gateway adds to the library, how accounts fare beside sick ones, and memory; with PGlite, or PostgreSQL by `DATABASE_URL` or
 * `postgres`, and then what a second gateway on the same database costs.
 */
export async function benchGateway(options: GatewayBenchOptions): Promise<void> {
  const server = options.postgres ? await startPostgres() : undefined;
  if (server) process.env.DATABASE_URL = server.url; // which processes of the scene inherit
  try {
    await measureGateway(options);
  } finally {
    await server?.stop();
  }
}

async function measureGateway({ rounds, only, seconds, minutes }: GatewayBenchOptions): Promise<void> {
  const scene = await openScene();
  try {
    if (rounds > 0) {
      await measureOverhead(scene, { rounds, only, seconds });
      if (process.env.DATABASE_URL) await measureReplicas(scene, { rounds, seconds });
      await measureIsolation(scene, { seconds });
    }
    if (minutes > 0) await measureMemory(scene, { minutes });
  } finally {
    await scene.close();
  }
}
