import type { Config } from "@mdmkit/fleet";
import { createSharedRead, isRecord, type PrimaryCall } from "@mdmkit/unified/vendor";
import { invalidResponse } from "../api/errors.ts";
import type { FleetOrganizationRecord } from "../api/record.ts";
import type { FleetReadApi } from "../generated/api/client.ts";

type Client = Pick<FleetReadApi, "getConfig">;
type Call = { signal?: AbortSignal | undefined };

/** What is known of the server, read once for all devices. */
export type Server = {
  organization(call: Call): Promise<FleetOrganizationRecord>;
  /** Whether the server has no license for what is Premium. */
  isFree(call?: Call): Promise<boolean>;
  /** Called at the beginning of a list: what follows is read again. */
  restart(): void;
  /** Called before a single read: a configuration that the role was not allowed is asked for again. */
  forgive(): void;
};

export function createServer(client: Client): Server {
  const config = createSharedRead(({ signal }: Call) => readConfig(client, { signal }));
  return {
    organization: async (call) => organizationIn(await config.get(call)),
    async isFree(call = {}) {
      config.forgive();
      return (await config.get(call)).license?.tier === "free";
    },
    restart: config.restart,
    forgive: config.forgive,
  };
}

/** The organization of a server; the rest of its configuration is left out. */
export async function readOrganization(
  client: Client,
  call: PrimaryCall | undefined,
): Promise<FleetOrganizationRecord> {
  return organizationIn(await readConfig(client, call));
}

function organizationIn({ org_info, server_settings }: Config): FleetOrganizationRecord {
  return { ...(org_info && { org_info }), ...(server_settings && { server_settings }) };
}

/** What a role may not see of it is left out. */
async function readConfig(client: Client, call: PrimaryCall | undefined): Promise<Config> {
  const config = await client.getConfig({}, call);
  if (isRecord(config) && (isRecord(config.org_info) || isRecord(config.server_settings))) return config;
  throw invalidResponse("getConfig", "The response contains no configuration.");
}
