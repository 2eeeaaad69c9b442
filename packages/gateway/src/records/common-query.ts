import { GatewayError } from "../errors/gateway-error.ts";
import type { CallFacts } from "../operations/call-facts.ts";

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

/** A call about records, as far as the shared part of the handlers needs it. */
export type RecordCall = {
  readonly query: CommonQuery;
  readonly gone: AbortSignal;
  readonly signal: AbortSignal;
  readonly facts: CallFacts;
};

/** Refuses what mdmkit does not do, before anything is sent. */
export function assertNoPassthrough({ truto_body_passthrough }: CommonQuery): void {
  if (!truto_body_passthrough) return;
  throw new GatewayError(
    422,
    "A body is never passed through as it is; `remote_data` carries further properties.",
  );
}

export function assertNoSuperQuery({ truto_super_query }: { readonly truto_super_query?: string }): void {
  if (truto_super_query === undefined) return;
  throw new GatewayError(422, "There is no synced store to read from; leave out `truto_super_query`.");
}
