import type { Config } from "@mdmkit/fleet";
import { createSharedRead, isRecord, type PrimaryCall } from "@mdmkit/unified/vendor";
import { invalidResponse } from "../api/errors.ts";
import type { FleetOrganizationRecord } from "../api/record.ts";
import type { FleetReadApi } from "../generated/api/client.ts";

type Call = { signal?: AbortSignal | undefined };

/** What is known of the server, read once for all devices. */
export type Server = ReturnType<typeof createServer>;

export function createServer(client: FleetReadApi) {
  const config = createSharedRead(({ signal }: Call) => readConfig(client, { signal }));
  return {
    organization: async (call: Call) => organizationIn(await config.get(call)),
    /** Whether the server has no license for what is Premium. */
    async isFree(call: Call = {}): Promise<boolean> {
      config.forgive();
      return (await config.get(call)).license?.tier === "free";
    },
    restart: config.restart,
    forgive: config.forgive,
  };
}

/** The organization of a server; the rest of its configuration is left out. */
export async function readOrganization(
  client: FleetReadApi,
  call: PrimaryCall | undefined,
): Promise<FleetOrganizationRecord> {
  return organizationIn(await readConfig(client, call));
}

function organizationIn({ org_info, server_settings }: Config): FleetOrganizationRecord {
  return { ...(org_info && { org_info }), ...(server_settings && { server_settings }) };
}

/** What a role may not see of it is left out. */
async function readConfig(client: FleetReadApi, call: PrimaryCall | undefined): Promise<Config> {
  const config = await client.getConfig({}, call);
  if (isRecord(config) && (isRecord(config.org_info) || isRecord(config.server_settings))) return config;
  throw invalidResponse("getConfig", "The response contains no configuration.");
}
