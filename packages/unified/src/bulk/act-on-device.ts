import {
  ConfirmationError,
  InvalidInputError,
  MdmError,
  NotFoundError,
  UnsupportedCapabilityError,
} from "@mdmkit/runtime";
import { connect } from "../client/connect.ts";
import { type ActionName, isGuarded } from "../contract/actions.ts";
import type { Vendor } from "../contract/vendor.ts";
import type { BulkResult } from "./bulk-log.ts";
import type { BulkDevice } from "./bulk-plan.ts";
import type { Act } from "./plan-bulk.ts";

type Call = {
  readonly action: ActionName;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal | undefined;
  /** Awaited before the first request of the action; when it rejects, nothing is sent. */
  readonly onSending: () => Promise<void>;
};

/** Performs the action on one device and returns its outcome. Rejects only when `onSending` does. */
export async function actOnDevice(
  vendor: Vendor,
  { id, before }: BulkDevice,
  { action, inputs, signal, onSending }: Call,
): Promise<BulkResult> {
  let sending: Promise<void> | undefined;
  let logFailure: { readonly error: unknown } | undefined;
  const stop = new AbortController();
  const forward = () => {
    if (!sending) stop.abort(signal?.reason); // a write that has begun is finished
  };
  signal?.addEventListener("abort", forward);
  const begin = async () => {
    if (!sending) stop.signal.throwIfAborted();
    sending ??= onSending().catch((error: unknown) => {
      logFailure = { error };
      throw error;
    });
    return sending;
  };
  try {
    const { devices } = connect(beforeSending(vendor, begin));
    const act: Act = devices[action];
    const result = await act(id, {
      ...inputs,
      ...(before && { ifUnchanged: before }),
      ...(isGuarded(action) && { confirm: id }),
      signal: stop.signal,
    });
    const { status, command_id, reason } = result;
    if (status === "unsupported")
      return { id, outcome: "refused", sent: false, message: reason ?? undefined };
    return { id, outcome: status === "failed" ? "failed" : "done", sent: true, command_id };
  } catch (error) {
    if (logFailure) throw logFailure.error;
    if (!sending && stop.signal.aborted) return { id, outcome: "skipped", sent: false };
    return { id, ...outcomeOf(error, sending !== undefined), ...factsOf(error) };
  } finally {
    signal?.removeEventListener("abort", forward);
  }
}

/** A vendor that calls `begin` before each request of a plan. Reads do not go through `client.request`. */
function beforeSending(vendor: Vendor, begin: () => Promise<void>): Vendor {
  const { client } = vendor;
  return {
    ...vendor,
    client: {
      ...client,
      async request(operation, input, options) {
        await begin();
        return client.request(operation, input, options);
      },
    },
  };
}

const REFUSALS = [ConfirmationError, InvalidInputError, NotFoundError, UnsupportedCapabilityError];

/** An error after the first request leaves the device unsettled, unless it is certain that nothing was carried out. */
function outcomeOf(error: unknown, wasSending: boolean): Pick<BulkResult, "outcome" | "sent"> {
  if (!wasSending)
    return { outcome: REFUSALS.some((Kind) => error instanceof Kind) ? "refused" : "failed", sent: false };
  const outcome = MdmError.is(error) ? error.outcome : undefined;
  if (outcome === "not-sent") return { outcome: "failed", sent: false };
  return { outcome: outcome === "rejected" ? "failed" : "unsettled", sent: true };
}

function factsOf(error: unknown): Pick<BulkResult, "code" | "message"> {
  if (MdmError.is(error)) return { code: error.code, message: error.message };
  return { message: error instanceof Error ? error.message : String(error) };
}
