import { ConfirmationError, InvalidInputError } from "@mdmkit/runtime";
import { type ActionName, fromWireAction, isGuarded } from "../contract/actions.ts";
import { unsupported } from "../contract/errors.ts";
import type { Vendor } from "../contract/vendor.ts";
import { wholeNumber } from "../input/whole-number.ts";
import { actOnDevice } from "./act-on-device.ts";
import { type BulkEntry, type BulkLog, type BulkResult, settledBy } from "./bulk-log.ts";
import type { BulkDevice, BulkPlan } from "./bulk-plan.ts";
import { inParallel } from "./in-parallel.ts";

/** How a plan is run. */
export type BulkRunOptions = {
  /** The secrets among the inputs, which the plan does not contain. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** For actions that lock people out or destroy data: the number of devices of the plan. */
  readonly confirm?: number;
  /** Where to write what is done. Without it, an interrupted run cannot be resumed. */
  readonly log?: BulkLog;
  /** What earlier runs of this plan wrote. What was sent, or may have been, is not repeated. */
  readonly entries?: readonly BulkEntry[];
  /** Vendor requests that this run may take. A device is not begun unless what it takes at most is left. */
  readonly budget?: number;
  /** Devices at once, within the limits of the vendor. Default: 4. */
  readonly concurrency?: number;
  /** Begins no further device. A device that is being sent the action is finished, so that its outcome is known. */
  readonly signal?: AbortSignal;
  /** Called when a device is finished. */
  readonly onResult?: (result: BulkResult) => void;
  /**
   * Called for each device that is attempted, with the work on it, to run that in a context of your own such as a trace. It must call
   * `work` once and return its result. When it throws before, nothing is sent and the run ends.
   */
  readonly within?: <Result>(id: string, work: () => Promise<Result>) => Promise<Result>;
};

/** What a run has done. */
export type BulkRun = {
  /** One for each device of the plan, in its order; those of earlier runs included. */
  readonly results: readonly BulkResult[];
  /** Number of devices by outcome. */
  readonly counts: Readonly<Record<BulkResult["outcome"], number>>;
  /** The most vendor requests that this run has taken. */
  readonly requests: number;
  /** Why devices were skipped; null if none was. */
  readonly stopped: StopReason | null;
};

type StopReason = "budget" | "aborted" | "authentication";

const STOPPED: Readonly<Record<StopReason, string>> = {
  budget: "The budget of requests was used up.",
  aborted: "The run was aborted.",
  authentication: "The vendor rejected the credentials.",
};

/**
 * Runs a plan. A device that changed since is left out. No device gets the action twice, also over several runs with the same log.
 * Rejects before anything is sent for a missing confirmation or secret, and when the log cannot be written.
 *
 * @example
 * const { counts } = await runBulk(vendor, plan, { confirm: plan.devices.length, inputs: { pin }, log });
 */
export async function runBulk(
  vendor: Vendor,
  plan: BulkPlan,
  options: BulkRunOptions = {},
): Promise<BulkRun> {
  const { log, signal, onResult, within = (_id, work) => work() } = options;
  const budget = wholeNumber(options.budget, "budget", 0) ?? Number.POSITIVE_INFINITY;
  const concurrency = wholeNumber(options.concurrency, "concurrency", 1) ?? 4;
  const action = assertRunnable(vendor, plan, options);
  const settled = settledBy(options.entries ?? [], plan.id);
  const inputs = { ...plan.inputs, ...options.inputs };
  let left = budget;
  let stopped: StopReason | null = null;

  async function attempt(device: BulkDevice): Promise<BulkResult> {
    const known = settled.get(device.id);
    if (known) return known;
    if (signal?.aborted) stopped ??= "aborted";
    if (stopped === null && device.requests > left) stopped = "budget";
    if (stopped !== null) return skipped(device.id, stopped);
    left -= device.requests;
    return within(device.id, () => perform(device));
  }

  const append = async (entry: Omit<BulkEntry, "plan">) =>
    // The boundary: the spread of a union is not known as one.
    log?.append({ plan: plan.id, ...entry } as BulkEntry);

  async function perform(device: BulkDevice): Promise<BulkResult> {
    const result = await actOnDevice(vendor, device, {
      ...{ action, inputs, signal },
      onSending: () => append({ id: device.id, outcome: "sending", sent: true }),
    });
    if (result.outcome === "skipped") {
      stopped ??= "aborted";
      return skipped(device.id, stopped);
    }
    if (result.code === "authentication") stopped ??= "authentication";
    await append(result);
    onResult?.(result);
    return result;
  }

  const results = await inParallel(plan.devices, { concurrency }, attempt);
  const counts = { done: 0, failed: 0, unsettled: 0, refused: 0, skipped: 0 };
  for (const { outcome } of results) counts[outcome] += 1;
  const requests = plan.devices.reduce(
    (sum, device, index) => (isAttempt(results[index], settled) ? sum + device.requests : sum),
    0,
  );
  return { results, counts, requests, stopped };
}

const isAttempt = (result: BulkResult | undefined, settled: ReadonlyMap<string, BulkResult>): boolean =>
  result !== undefined && result.outcome !== "skipped" && !settled.has(result.id);

const skipped = (id: string, reason: StopReason): BulkResult => ({
  id,
  outcome: "skipped",
  sent: false,
  message: STOPPED[reason],
});

/** Throws for a plan of another vendor, and for secrets or a confirmation that are missing. */
function assertRunnable(
  vendor: Vendor,
  plan: BulkPlan,
  { inputs = {}, confirm }: BulkRunOptions,
): ActionName {
  const action = fromWireAction(plan.action);
  const facts = {
    vendor: vendor.id,
    operation: `devices.${action ?? plan.action}`,
    outcome: "not-sent",
  } as const;
  if (plan.vendor !== vendor.id)
    throw new InvalidInputError(`The plan is for the vendor ${plan.vendor}.`, facts);
  if (!action || !vendor.devices?.actions?.[action]) throw unsupported(vendor, facts.operation);
  const missing = plan.secrets.filter((name) => inputs[name] === undefined);
  const unknown = Object.keys(inputs).filter((name) => !plan.secrets.includes(name));
  if (missing.length > 0)
    throw new InvalidInputError(`The plan needs the secret ${missing.join(", ")} again.`, facts);
  if (unknown.length > 0)
    throw new InvalidInputError(`The plan was made without ${unknown.join(", ")}.`, {
      ...facts,
      advice: "Make a new plan.",
    });
  const count = plan.devices.length;
  if (confirm === count || (confirm === undefined && (!isGuarded(action) || count === 0))) return action;
  throw new ConfirmationError(
    confirm === undefined
      ? "The confirmation is missing."
      : "The confirmation names another number of devices.",
    { ...facts, advice: `Pass \`confirm\` with the number of devices of the plan: ${count}.` },
  );
}
