import { GatewayError } from "../errors/gateway-error.ts";
import type { CallDetails } from "../operations/call-details.ts";
import { toAccountId } from "../store/account-id.ts";
import type { IntegratedAccount, Store } from "../store/store.ts";

/** The accounts of a request, or all that its token may use. Throws for one that the token may not use, or that does not exist. */
export async function chosenAccounts(
  { accounts }: Pick<Store, "accounts">,
  { token }: Pick<CallDetails, "token">,
  ids: readonly string[] | undefined,
): Promise<IntegratedAccount[]> {
  const all = await accounts.list();
  const isAllowed = (id: string) =>
    token !== undefined && (token.accounts === "all" || token.accounts.includes(id));
  if (!ids) return all.filter(({ id }) => isAllowed(id));
  return [...new Set(ids.map((id) => toAccountId(id) ?? id))].map((id) => {
    if (!isAllowed(id))
      throw new GatewayError(403, "The token is not allowed to use one of these integrated accounts.");
    const found = all.find((account) => account.id === id);
    if (!found) throw new GatewayError(404, "One of these integrated accounts does not exist.");
    return found;
  });
}
