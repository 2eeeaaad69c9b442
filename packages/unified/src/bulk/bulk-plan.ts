import { InvalidInputError } from "@mdmkit/runtime";
import type { Device } from "../contract/model.ts";
import { isRecord } from "../records/record.ts";

/** A device that a bulk action is for. */
export type BulkDevice = {
  /** Id of the device. */
  readonly id: string;
  /** Name of the device, for people. */
  readonly name?: string | null | undefined;
  /** Serial number of the device. */
  readonly serial_number?: string | null | undefined;
  /** Owner and enrollment when the plan was made: a device that has changed since is left out. Null where the vendor reports neither. */
  readonly before: Partial<Device> | null;
  /** The most vendor requests that it takes: reading the device, and the requests of the action. */
  readonly requests: number;
  /** The vendor operations of the action, in order. */
  readonly operations: readonly string[];
};

/** A requested device that the action is not for. */
export type BulkLeftOut = {
  /** Id of the device. */
  readonly id: string;
  /** Name of the device, for people. */
  readonly name?: string | null | undefined;
  /**
   * `duplicate`: it was requested twice. `unsupported`: the action does not work for it. `refused`: it does not support the inputs.
   * `not-found`, `failed`: it could not be read.
   */
  readonly reason: "duplicate" | "unsupported" | "refused" | "not-found" | "failed";
  /** Why, for people. */
  readonly message: string;
};

/** What a bulk action would do. It is plain JSON and contains no secret. */
export type BulkPlan = typeof HEAD & {
  /** A new one for each plan: the log of one plan is of no use for another. */
  readonly id: string;
  /** Vendor id. */
  readonly vendor: string;
  /** A name of yours for the account. */
  readonly account?: string | undefined;
  /** As in `specs/unified`: `clear_passcode`. */
  readonly action: string;
  /** The inputs of the action, without secrets. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of the inputs that are secrets, which must be given again when the plan is run. */
  readonly secrets: readonly string[];
  /** The devices that get the action, in the order in which they were requested. */
  readonly devices: readonly BulkDevice[];
  /** The devices that do not, and why. */
  readonly leftOut: readonly BulkLeftOut[];
  /** The most vendor requests that all devices take together. */
  readonly requests: number;
};

export const HEAD = { format: "mdmkit-bulk-plan", version: 1 } as const;

/** Parses a plan from JSON. Throws `InvalidInputError` for another version or shape, without quoting the text. */
export function parseBulkPlan(text: string): BulkPlan {
  const plan = parse(text);
  if (isPlan(plan)) return plan;
  throw new InvalidInputError("The plan is invalid or of another version.", { advice: "Make a new one." });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the parser's message would quote the text
  }
}

function isPlan(value: unknown): value is BulkPlan {
  if (!isRecord(value)) return false;
  const { format, version, id, vendor, account, action, inputs, secrets, devices, leftOut, requests }: Shape =
    value;
  return (
    format === HEAD.format &&
    version === HEAD.version &&
    [id, vendor, action].every((text) => typeof text === "string") &&
    (account === undefined || typeof account === "string") &&
    isRecord(inputs) &&
    Array.isArray(secrets) &&
    secrets.every((name) => typeof name === "string") &&
    Array.isArray(devices) &&
    devices.every(isDevice) &&
    new Set(devices.map((device: BulkDevice) => device.id)).size === devices.length &&
    Array.isArray(leftOut) &&
    typeof requests === "number"
  );
}

type Shape = { readonly [Name in keyof BulkPlan]?: unknown };

function isDevice(value: unknown): value is BulkDevice {
  if (!isRecord(value)) return false;
  const { id, before, requests, operations }: { readonly [Name in keyof BulkDevice]?: unknown } = value;
  return (
    typeof id === "string" &&
    (before === null || isRecord(before)) &&
    typeof requests === "number" &&
    requests >= 0 &&
    Array.isArray(operations) &&
    operations.every((name) => typeof name === "string")
  );
}
