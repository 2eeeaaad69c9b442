import { GatewayError } from "../api/gateway-error.ts";
import type { Handlers } from "../api/operation.ts";
import { json } from "../api/reply.ts";
import { readOpenApi } from "../assets.ts";
import type { Services } from "./services.ts";

/** The document as served is about this gateway, whatever it is called from outside. */
const HERE = { url: "/", description: "This gateway." };
const OK = { status: "ok" } as const;

/** What those who run the service look at. */
export function createServiceHandlers({
  store,
  metrics,
}: Services): Pick<Handlers, "getHealth" | "getReadiness" | "getMetrics" | "getOpenApi"> {
  return {
    getHealth: () => json(OK),
    async getReadiness() {
      try {
        await store.ping();
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
