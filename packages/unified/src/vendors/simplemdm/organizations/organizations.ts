import type { Account } from "@mdmkit/simplemdm";
import {
  type Complete,
  type Drift,
  isRecord,
  type Organization,
  type OrganizationUpdate,
  onlyRecord,
  type PrimaryCall,
  text,
} from "@mdmkit/unified/vendor";
import { invalidResponse, notFound } from "../api/errors.ts";
import type { SimpleMDMApi, SimpleMDMPlan, SimpleMDMReadApi } from "../generated/api/client.ts";

/** The account of a key has no id of its own, so it is called as its path is. */
export const ACCOUNT_ID = "account";

export async function readAccount(client: SimpleMDMReadApi, call: PrimaryCall | undefined): Promise<Account> {
  const response = await client.getAccount({}, call);
  if (isRecord(response) && isRecord(response.data) && isRecord(response.data.attributes))
    return response.data;
  throw invalidResponse("getAccount", "The response contains no account.");
}

export function createOrganizations(client: SimpleMDMApi) {
  return {
    ...onlyRecord<Account>({
      read: (call) => readAccount(client, call),
      id: ACCOUNT_ID,
      notFound: () => notFound("getAccount", `organization not found: the only one is \`${ACCOUNT_ID}\`.`),
    }),
    map: mapSimpleMDMAccount,
    writable: ["name"] as const,
    update(id: string, { name }: Omit<OrganizationUpdate, "name"> & { name?: string }): SimpleMDMPlan {
      if (id !== ACCOUNT_ID) throw notFound("updateAccount", "organization not found.");
      return { operation: "updateAccount", body: name === undefined ? {} : { name } };
    },
  };
}

export function mapSimpleMDMAccount({ attributes }: Account, drift?: Drift): Complete<Organization, "times"> {
  return { id: ACCOUNT_ID, name: text(attributes?.name, drift) };
}
