import { setTimeout as wait } from "node:timers/promises";
import { readOpenApi, THIS_SERVER } from "../docs/assets.ts";
import { StoreError } from "../errors/store-error.ts";
import { errorLocation } from "../observe/log.ts";
import type { Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import { unavailable } from "../responses/database-error.ts";
import type { Services } from "./services.ts";

const OK = { status: "ok" } as const;
/** A load balancer does not wait long for the response. */
const READY_TIMEOUT_MS = 3_000;

async function timeout(): Promise<never> {
  await wait(READY_TIMEOUT_MS, undefined, { ref: false });
  throw new StoreError("unavailable", "The database did not respond in time.");
}

/** The operations for those who run the service. */
export function createServiceHandlers({
  store,
  metrics,
  log,
}: Services): Pick<Handlers, "getHealth" | "getReadiness" | "getMetrics" | "getOpenApi"> {
  return {
    getHealth: () => json(OK),
    async getReadiness() {
      try {
        await Promise.race([store.assertWritable(), timeout()]);
      } catch (error) {
        log("warn", "not-ready", errorLocation(error));
        throw unavailable(error);
      }
      return json(OK);
    },
    async getMetrics() {
      return { kind: "text", ...(await metrics.print()) };
    },
    async getOpenApi() {
      return json({ ...(await readOpenApi()), servers: [THIS_SERVER] });
    },
  };
}
