import type { Config } from "@mdmkit/fleet";
import {
  type Complete,
  createSharedRead,
  type Drift,
  given,
  isRecord,
  type Organization,
  type OrganizationRef,
  onlyRecord,
  type PrimaryCall,
  text,
} from "@mdmkit/unified/vendor";
import { invalidResponse, notFound } from "../api/errors.ts";
import type { FleetOrganizationRecord } from "../api/record.ts";
import type { FleetReadApi } from "../generated/api/client.ts";

type Call = Pick<PrimaryCall, "signal">;

/** What is known of the server, read once for all devices. */
export type Server = ReturnType<typeof createServer>;

export function createServer(client: FleetReadApi) {
  const { get, forgive, restart } = createSharedRead(({ signal }: Call) => readConfig(client, { signal }));
  return {
    organization: async (call: Call) => organizationIn(await get(call)),
    /** Whether the server has no license for what is Premium. */
    async isFree(): Promise<boolean> {
      forgive();
      return (await get({})).license?.tier === "free";
    },
    restart,
    forgive,
  };
}

/** The one organization of a server. */
export function createOrganizations(client: FleetReadApi) {
  return {
    ...onlyRecord<FleetOrganizationRecord>({
      read: (call) => readOrganization(client, call),
      id: (organization) => mapFleetOrganization(organization).id,
      notFound: () => notFound("getConfig", "organization not found. A server has one."),
    }),
    map: mapFleetOrganization,
  };
}

/** The organization of a server; the rest of its configuration is left out. */
export async function readOrganization(
  client: FleetReadApi,
  call: PrimaryCall | undefined,
): Promise<FleetOrganizationRecord> {
  return organizationIn(await readConfig(client, call));
}

const organizationIn = ({ org_info, server_settings }: Config): FleetOrganizationRecord =>
  given({ org_info, server_settings });

/** What a role may not see of it is left out. */
async function readConfig(client: FleetReadApi, call: PrimaryCall | undefined): Promise<Config> {
  const config = await client.getConfig({}, call);
  if (isRecord(config) && (isRecord(config.org_info) || isRecord(config.server_settings))) return config;
  throw invalidResponse("getConfig", "The response contains no configuration.");
}

/** Nothing has an id of its own, so the host of the server stands for it. */
export function mapFleetOrganization(
  organization: FleetOrganizationRecord,
  drift?: Drift,
): Complete<Organization, "times"> {
  const url = text(organization.server_settings?.server_url, drift);
  const [, host = ""] = /^https?:\/\/([\w.:-]+)/i.exec(url ?? "") ?? [];
  return { id: host, name: text(organization.org_info?.org_name, drift) };
}

export function organizationRef(
  organization: FleetOrganizationRecord | undefined,
  drift?: Drift,
): OrganizationRef | undefined {
  const own = organization && mapFleetOrganization(organization, drift);
  return own?.id ? own : undefined;
}
