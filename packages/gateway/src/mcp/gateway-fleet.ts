import type { FleetAccount, Fleet as ToolFleet } from "@mdmkit/mcp";
import type { UseAccount } from "../accounts/use-account.ts";
import type { FleetReader } from "../fleet/fleet-reader.ts";
import { showChange } from "../fleet/show-fleet.ts";
import { type CallDetails, withCallDetails } from "../operations/call-details.ts";
import { isExpected, toErrorResponse } from "../responses/error-response.ts";
import { unredacted } from "../secrets/redaction.ts";
import { chosenAccounts } from "../several-accounts/chosen-accounts.ts";
import type { IntegratedAccount, Store } from "../store/store.ts";

export type ToolServices = {
  readonly store: Store;
  readonly fleet: FleetReader;
  readonly useAccount: UseAccount;
};

/** What tools see of this gateway: the accounts that the token of a call may use. */
export function createGatewayFleet(
  { store, fleet, useAccount }: ToolServices,
  details: CallDetails,
): ToolFleet {
  const explanations = new WeakMap<object, string>();

  /** Of each account by itself: errors are shown without the secrets of their own account. */
  function ofAccount(): CallDetails {
    return { ...details, rateLimit: {}, redact: unredacted };
  }

  return {
    accounts: async () => (await chosenAccounts(store, details, undefined)).map(toFleetAccount),
    async use({ id }, { capability }, run) {
      const own = ofAccount();
      return withCallDetails(own, async () => {
        try {
          return await useAccount({ details: own, query: { integrated_account_id: id } }, capability, run);
        } catch (error) {
          if (error instanceof Error) explanations.set(error, explain(error, own));
          throw error;
        }
      });
    },
    async changes({ accounts, after, limit }, signal) {
      const ids = accounts.map(({ id }) => id);
      const page = await fleet.changes({ accounts: ids, after, limit, waitMs: 0 }, signal);
      const stored = new Set((await store.fleet.syncs.list()).map(({ account }) => account));
      return {
        changes: page.changes.map(showChange),
        next: page.next,
        more: page.changes.length === limit,
        problems: accounts
          .filter(({ id }) => !stored.has(id))
          .map(
            ({ name }) =>
              `No list of the account ${JSON.stringify(name)} is stored, so that its changes are unknown.`,
          ),
      };
    },
    explain(error) {
      if (!isExpected(error)) return undefined;
      return (error instanceof Error && explanations.get(error)) || explain(error, ofAccount());
    },
  };
}

const toFleetAccount = ({ id, name, vendor }: IntegratedAccount): FleetAccount => ({ id, name, vendor });

function explain(error: unknown, details: CallDetails): string {
  return toErrorResponse(error, details).body.message;
}
