import type { FleetAction, FleetActions } from "@mdmkit/mcp";
import type { ActionResult, UnifiedComponents } from "@mdmkit/unified";
import { GatewayError } from "../errors/gateway-error.ts";
import type { ApiToken, Store } from "../store/store.ts";

export type ActionParts = {
  readonly store: Pick<Store, "idempotency" | "planKey">;
  readonly token: ApiToken;
  readonly requestId: string;
  /** Responds to a request of the same client to this gateway. */
  readonly dispatch: (request: Request) => Promise<Response>;
  /** The request to `/mcp`. */
  readonly request: Request;
};

/**
 * Actions that tools send are requests to `POST /unified/mdm/devices/{id}/actions` with the same token: scopes, audit log and limits are
 * those of any client.
 */
export function createGatewayActions({
  store,
  token,
  requestId,
  dispatch,
  request,
}: ActionParts): FleetActions {
  return {
    caller: token.id,
    key: store.planKey,
    /** Like an idempotency key whose response is never repeated: one statement, whichever process has it. */
    async redeem(plan) {
      const key = { tokenId: token.id, key: `mdmkit plan ${plan}` };
      const { kind } = await store.idempotency.begin({ ...key, fingerprint: plan, requestId });
      if (kind !== "new") return false;
      // With a response, it stays used when the process ends before the action begins.
      await store.idempotency.finish({ ...key, response: { status: 410, headers: {}, body: "" } });
      return true;
    },
    async act(action, signal) {
      const response = await dispatch(requestOf(action, request, signal));
      const body: unknown = await response.json();
      // The boundary: responses of this gateway are as the document has them.
      if (response.ok) return body as ActionResult;
      const { message } = body as UnifiedComponents["schemas"]["Error"];
      throw new GatewayError(response.status, message);
    },
  };
}

function requestOf(
  { account, id, action, inputs, dryRun, confirm, ifUnchanged }: FleetAction,
  { url, headers }: Request,
  signal: AbortSignal,
): Request {
  const target = new URL(`/unified/mdm/devices/${encodeURIComponent(id)}/actions`, url);
  target.searchParams.set("integrated_account_id", account.id);
  const authorization = headers.get("authorization") ?? "";
  return new Request(target, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ ...inputs, action, dry_run: dryRun, confirm, if_unchanged: ifUnchanged }),
    signal,
  });
}
