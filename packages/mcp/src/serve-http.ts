import { createMcpHandler } from "@modelcontextprotocol/server";
import type { Fleet } from "./fleet/fleet.ts";
import { createToolServer, type ToolServerOptions } from "./server.ts";

/** Options of tools over HTTP. */
export type HttpToolsOptions = Omit<ToolServerOptions, "fleet"> & {
  /** What the caller of the current request may see. Called once for each request. */
  readonly fleet: () => Fleet;
};

/** Responds to requests. */
export type HttpTools = {
  /** Responds to a request. The caller was authorized, and Host and Origin were checked. */
  fetch(request: Request): Promise<Response>;
};

/**
 * Serves tools over HTTP, in both generations of the protocol. No request depends on an earlier one, so any process can respond to any of
 * them.
 */
export function createHttpTools({ fleet, onUnexpected, ...options }: HttpToolsOptions): HttpTools {
  const unexpected = onUnexpected && { onUnexpected };
  const handler = createMcpHandler(() => createToolServer({ ...options, ...unexpected, fleet: fleet() }), {
    // The tools of a server never change, so there is nothing to subscribe to.
    maxSubscriptions: 1,
    ...(onUnexpected && { onerror: onUnexpected }),
  });
  return { fetch: (request) => handler.fetch(request) };
}
