import {
  AbortedError,
  AuthenticationError,
  InvalidInputError,
  MdmError,
  NotFoundError,
  PermissionError,
} from "@mdmkit/runtime";
import { connect } from "../client/connect.ts";
import { type ActionInputs, type ActionName, toWireAction } from "../contract/actions.ts";
import { unsupported } from "../contract/errors.ts";
import type { ActionResult, Device } from "../contract/model.ts";
import type { Vendor } from "../contract/vendor.ts";
import { secretInputs } from "../generated/write-inputs.ts";
import { assertInputs, inputsOf } from "../input/action-inputs.ts";
import { wholeNumber } from "../input/whole-number.ts";
import { DECISIVE_FIELDS, isDecided } from "../writes/freshness.ts";
import { type BulkDevice, type BulkLeftOut, type BulkPlan, HEAD } from "./bulk-plan.ts";
import { inParallel } from "./in-parallel.ts";

/** A device by its id, or as a list or a single read gave it: its owner and enrollment are then compared with that. */
export type BulkTarget =
  | string
  | (Partial<Device> & {
      /** Id of the device. */ readonly id: string;
    });

/** An action for many devices. */
export type BulkRequest<Name extends ActionName = ActionName> = {
  /** The action, as its method is named: `clearPasscode`. */
  readonly action: Name;
  /** For all devices the same. */
  readonly inputs?: ActionInputs[Name];
  /** A list, an array, or anything else that can be iterated. */
  readonly targets: Iterable<BulkTarget> | AsyncIterable<BulkTarget>;
  /** A name of yours for the account, kept in the plan. */
  readonly account?: string;
  /** Devices to read at once, within the limits of the vendor. Default: 4. */
  readonly concurrency?: number;
  /** Ends the reads of the devices. */
  readonly signal?: AbortSignal;
};

/** Typed loosely: inputs are checked against the document before any request. */
export type Act = { act(id: string, call: object): Promise<ActionResult> }["act"];

/**
 * Plans an action for many devices and sends nothing that writes: which devices it is for, which are left out and why, and the
 * most requests that it takes. Each device is read. Throws for inputs that the vendor does not take for any device.
 *
 * @example
 * const plan = await planBulk(vendor, { action: "restart", targets: mdm.devices.list({ platform: "macos" }) });
 * console.log(plan.devices.length, plan.leftOut, plan.requests);
 */
export async function planBulk<Name extends ActionName>(
  vendor: Vendor,
  { action, inputs, targets, account, signal, ...request }: BulkRequest<Name>,
): Promise<BulkPlan> {
  const concurrency = wholeNumber(request.concurrency, "concurrency", 1) ?? 4;
  const { devices: contract } = vendor;
  const origin = { vendor: vendor.id, operation: `devices.${action}` };
  if (!contract?.actions?.[action]) throw unsupported(vendor, origin.operation);
  const given = Object.entries(inputs ?? {}).filter(([, value]) => value !== undefined);
  assertKnown(action, given);
  assertInputs(origin, { vendor, action }, Object.fromEntries(given));
  const { devices } = connect(vendor);
  const act: Act = devices[action];

  async function prepare(target: BulkTarget): Promise<BulkDevice | BulkLeftOut> {
    const known: Partial<Device> & { id: string } = typeof target === "string" ? { id: target } : target;
    try {
      const read = isDecided(known) ? known : await devices.get(known.id, { remoteData: false, signal });
      const { id, name, serial_number } = read;
      const dryRun = await act(id, { ...Object.fromEntries(given), dryRun: true, signal });
      if (dryRun.status === "unsupported")
        return { id, name, reason: "unsupported", message: dryRun.reason ?? "" };
      const requests = (contract?.getRequests ?? 1) + dryRun.requests.length;
      const operations = dryRun.requests.map(({ operation }) => operation);
      return { id: dryRun.id, name, serial_number, before: before(read), requests, operations };
    } catch (error) {
      return { id: known.id, name: known.name, ...reasonOf(error) };
    }
  }

  const prepared = await inParallel(targets, { concurrency, signal }, prepare);
  const secrets = secretsOf(action);
  const isSecret = ([name, value]: readonly [string, unknown]) => value !== null && secrets.includes(name);
  const chosen = new Map<string, BulkDevice>();
  const leftOut: BulkLeftOut[] = [];
  for (const one of prepared) {
    if ("reason" in one) leftOut.push(one);
    else if (chosen.has(one.id))
      leftOut.push({
        id: one.id,
        name: one.name,
        reason: "duplicate",
        message: "The device is listed twice.",
      });
    else chosen.set(one.id, one);
  }
  const all = [...chosen.values()];
  return {
    ...HEAD,
    id: crypto.randomUUID(),
    vendor: vendor.id,
    account,
    action: toWireAction(action),
    inputs: Object.fromEntries(given.filter((one) => !isSecret(one))),
    secrets: given.filter(isSecret).map(([name]) => name),
    devices: all,
    leftOut,
    requests: all.reduce((sum, { requests }) => sum + requests, 0),
  };
}

/** The inputs of an action that a plan does not keep: secrets, and what nothing is known of. */
function secretsOf(action: ActionName): readonly string[] {
  const byAction: Readonly<Record<string, readonly string[]>> = secretInputs;
  return [...(byAction[toWireAction(action)] ?? []), "remote_data"];
}

function assertKnown(action: ActionName, given: readonly (readonly [string, unknown])[]): void {
  const known = [...inputsOf(action), "remote_data"];
  const unknown = given.find(([name]) => !known.includes(name));
  if (unknown)
    throw new InvalidInputError(`Unknown input ${unknown[0]}.`, { advice: `Inputs: ${known.join(", ")}.` });
}

/** Owner and enrollment, which are compared when the plan is run; null where the vendor reports neither. */
function before(device: Partial<Device>): Partial<Device> | null {
  if (!isDecided(device)) return null;
  const kept = Object.entries(device).filter(([name]) => name === "id" || DECISIVE_FIELDS.includes(name));
  return Object.fromEntries(kept);
}

/** Why a device is left out. An error that is not about this device ends the whole plan. */
function reasonOf(error: unknown): Pick<BulkLeftOut, "reason" | "message"> {
  const isAboutAll =
    !MdmError.is(error) ||
    [AbortedError, AuthenticationError, PermissionError].some((Kind) => error instanceof Kind);
  if (isAboutAll) throw error;
  const { message } = error;
  if (error instanceof NotFoundError) return { reason: "not-found", message };
  return { reason: error instanceof InvalidInputError ? "refused" : "failed", message };
}
