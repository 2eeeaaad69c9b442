import { setTimeout as wait } from "node:timers/promises";
import { readOpenApi } from "../docs/assets.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import type { Services } from "./services.ts";

/** The document as served is about this gateway, whatever it is called from outside. */
const HERE = { url: "/", description: "This gateway." };
const OK = { status: "ok" } as const;
/** Whoever asks whether to send calls here does not wait for long. */
const READY_WITHIN_MS = 3_000;

async function tooLate(): Promise<never> {
  await wait(READY_WITHIN_MS, undefined, { ref: false });
  throw new GatewayError(503, "The database does not answer in time.");
}

/** What those who run the service look at. */
export function createServiceHandlers({
  store,
  metrics,
}: Services): Pick<Handlers, "getHealth" | "getReadiness" | "getMetrics" | "getOpenApi"> {
  return {
    getHealth: () => json(OK),
    async getReadiness() {
      try {
        await Promise.race([store.ping(), tooLate()]);
      } catch {
        throw new GatewayError(503, "The database does not answer.");
      }
      return json(OK);
    },
    async getMetrics() {
      return { kind: "text", ...(await metrics.print()) };
    },
    async getOpenApi() {
      return json({ ...(await readOpenApi()), servers: [HERE] });
    },
  };
}
