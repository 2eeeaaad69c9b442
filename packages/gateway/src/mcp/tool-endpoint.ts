import type { FleetActions, HttpTools } from "@mdmkit/mcp";
import { getToken } from "../calls/authorize.ts";
import { withDeadline } from "../calls/deadline.ts";
import { assertScope } from "../calls/scopes.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import { errorLocation, type Log } from "../observe/log.ts";
import { readVersion } from "../observe/version.ts";
import { type CallDetails, currentCallDetails, withCallDetails } from "../operations/call-details.ts";
import { createGatewayActions } from "./gateway-actions.ts";
import { createGatewayFleet, type ToolServices } from "./gateway-fleet.ts";

/** Options of the tools for agents at `/mcp`. */
export type ToolOptions = {
  /**
   * Names by which clients reach this server, such as `mdm.example.com`: requests with another Host header are refused. Those of this machine,
   * such as `localhost`, are always among them.
   */
  readonly hosts?: readonly string[];
  /**
   * True lets tools send device actions, each of which a person confirms in the client, for tokens with the scope `write`, or `destructive`.
   * Default: they only read.
   */
  readonly allowActions?: boolean;
};

type ToolRequest = {
  readonly request: Request;
  /** Reads the body; rejects when it is too large. */
  readonly text: () => Promise<string>;
  readonly details: CallDetails;
  /** Responds to a request of the same client to another path. */
  readonly dispatch: (request: Request) => Promise<Response>;
};

/** Responds to requests to `/mcp`. */
export type ToolEndpoint = (received: ToolRequest) => Promise<Response>;

type Parts = ToolServices & {
  readonly log: Log;
  readonly options: ToolOptions;
  readonly corsOrigins: readonly string[];
  readonly callTimeoutMs: number;
};

const LOCAL = ["localhost", "127.0.0.1", "[::1]"];

export function createToolEndpoint({
  log,
  options,
  corsOrigins,
  callTimeoutMs,
  ...services
}: Parts): ToolEndpoint {
  const hosts = new Set([...LOCAL, ...(options.hosts ?? []).map((host) => host.toLowerCase())]);
  const { allowActions = false } = options;
  const actionsOf = new WeakMap<CallDetails, FleetActions>();
  let loaded: Promise<HttpTools> | undefined;

  /** Loaded at the first request: the library takes time and memory that most gateways never need. */
  async function load(): Promise<HttpTools> {
    const { createHttpTools } = await import("@mdmkit/mcp");
    return createHttpTools({
      version: readVersion(),
      fleet() {
        const details = currentDetails();
        const actions = actionsOf.get(details);
        return { ...createGatewayFleet(services, details), ...(actions && { actions }) };
      },
      onUnexpected: (error) =>
        log("error", "unexpected", { request_id: currentCallDetails()?.requestId, ...errorLocation(error) }),
    });
  }

  return async ({ request, text, details, dispatch }) => {
    assertHost(request, hosts);
    assertOrigin(request, corsOrigins);
    const token = await getToken(request.headers, services.store);
    details.token = token;
    assertScope(details, "read");
    if (allowActions) {
      const { requestId } = details;
      actionsOf.set(
        details,
        createGatewayActions({ store: services.store, token, requestId, dispatch, request }),
      );
    }
    const { url, method, headers } = request;
    const body = method === "POST" ? await text() : null;
    loaded ??= load();
    const tools = await loaded;
    return withDeadline({ clientSignal: request.signal, milliseconds: callTimeoutMs }, (signal) =>
      withCallDetails(details, () => tools.fetch(new Request(url, { method, headers, body, signal }))),
    );
  };
}

function currentDetails(): CallDetails {
  const details = currentCallDetails();
  if (!details) throw new TypeError("A server of tools was created outside of a request.");
  return details;
}

/** A page in a browser can make a name of its own lead to this server, but its requests then have that name. */
function assertHost({ url }: Request, hosts: ReadonlySet<string>): void {
  const { hostname } = new URL(url);
  if (!hosts.has(hostname))
    throw new GatewayError(403, "Unknown Host header. Start the gateway with --mcp-host and this name.");
}

/** Browsers send the origin of the page. Other clients send none. */
function assertOrigin({ headers }: Request, origins: readonly string[]): void {
  const origin = headers.get("origin");
  if (origin !== null && !origins.includes(origin))
    throw new GatewayError(
      403,
      "Pages of this origin may not use the tools. Start the gateway with --cors and this origin.",
    );
}
