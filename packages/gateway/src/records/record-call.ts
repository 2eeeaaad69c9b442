import type { PageOptions } from "@mdmkit/unified";
import type { UseAccount } from "../accounts/use-account.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { CallDetails } from "../operations/call-details.ts";

/** What filling a page of a list may cost. */
export type PageBudget = Pick<PageOptions, "requests" | "timeMs">;

/** What handlers of records work with. */
export type RecordServices = {
  readonly useAccount: UseAccount;
  readonly metrics: Metrics;
  readonly pageBudget: PageBudget;
};

/** The query parameters that every call about records takes. */
export type CommonQuery = {
  readonly integrated_account_id: string;
  readonly truto_response_format?: "unified" | "raw" | "normalized" | "stream" | "debug";
  readonly truto_ignore_remote_data?: boolean;
  readonly "truto_exclude_fields[]"?: readonly string[];
  readonly truto_skip_api_call?: boolean;
  readonly truto_body_passthrough?: boolean;
  readonly remote_query?: Readonly<Record<string, unknown>>;
};

/** What handlers of all resources need of a call. */
export type RecordCall = {
  readonly query: CommonQuery;
  readonly accept: string | null;
  readonly clientSignal: AbortSignal;
  readonly signal: AbortSignal;
  readonly details: CallDetails;
};

/** Whether records are to have the vendor's own record. */
export const wantsRemoteData = (query: CommonQuery): boolean =>
  query.truto_response_format !== "normalized" && !query.truto_ignore_remote_data;

/** Throws for a parameter that this service does not support, before anything is sent. */
export function assertNoPassthrough({ truto_body_passthrough }: CommonQuery): void {
  if (!truto_body_passthrough) return;
  throw new GatewayError(
    422,
    "`truto_body_passthrough` is not supported. Send additional properties in `remote_data`.",
  );
}

export function assertNoSuperQuery({ truto_super_query }: { readonly truto_super_query?: string }): void {
  if (truto_super_query === undefined) return;
  throw new GatewayError(422, "`truto_super_query` is not supported. `/fleet/records` has stored records.");
}

/** A limit of what `hydrate` may use has no effect without it. */
export function assertHydrates(query: {
  readonly hydrate?: readonly string[];
  readonly hydrate_requests?: number;
}): void {
  if (query.hydrate !== undefined || query.hydrate_requests === undefined) return;
  throw new GatewayError(400, "Invalid parameters.", {
    failures: [{ path: "query.hydrate_requests", message: "needs `hydrate`" }],
  });
}

/** Without calling the vendor there is nothing but an empty list. */
export function assertCallsVendor({ truto_skip_api_call }: CommonQuery): void {
  if (!truto_skip_api_call) return;
  throw new GatewayError(422, "`truto_skip_api_call` is supported for lists only.");
}
