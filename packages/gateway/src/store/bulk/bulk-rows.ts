import { type BulkEntry, type BulkPlan, parseBulkPlan } from "@mdmkit/unified";
import type { Row } from "../../database/database.ts";
import { number, oneOf, text, textOrNull, time } from "../../database/row.ts";
import { StoreError } from "../../errors/store-error.ts";
import type { Sealer } from "../../secrets/sealer.ts";
import type {
  BulkStatus,
  BulkStop,
  BulkSummary,
  StoredBulk,
  StoredDevice,
  StoredOutcome,
  StoredResult,
} from "./bulk-store.ts";

const STATUSES = [
  "planning",
  "planned",
  "running",
  "stopped",
  "interrupted",
  "finished",
  "cancelled",
  "failed",
] as const satisfies readonly BulkStatus[];
const STOPS = [
  "budget",
  "authentication",
  "access",
  "shutdown",
  "error",
] as const satisfies readonly BulkStop[];
const OUTCOMES = [
  "pending",
  "sending",
  "done",
  "failed",
  "unsettled",
  "refused",
  "left_out",
] as const satisfies readonly StoredOutcome[];
const ACTIONS = [
  "lock",
  "unlock",
  "erase",
  "retire",
  "restart",
  "shutdown",
  "sync",
  "clear_passcode",
  "clear_activation_lock",
  "send_message",
  "enable_lost_mode",
  "disable_lost_mode",
  "assign_user",
  "update_os",
] as const satisfies readonly StoredBulk["action"][];

const EMPTY: BulkSummary = {
  ...{ inputs: {}, secrets: [], devices: 0, requests: 0, operations: [] },
  ...{ report: null, confirm: null, error: null },
};

/** Binds what is encrypted to its row. */
export const planBinding = (id: string): string => `bulk ${id}`;
export const deviceBinding = (id: string, position: number): string => `bulk ${id} device ${position}`;

export function toStoredBulk(row: Row, sealer: Sealer): StoredBulk {
  const id = text(row, "id");
  const sealed = textOrNull(row, "sealed");
  const known = row.stopped_by === null ? null : oneOf(row, "stopped_by", STOPS);
  return {
    id,
    position: text(row, "position"),
    account: text(row, "account"),
    accountVersion: number(row, "account_version"),
    vendor: text(row, "vendor"),
    action: oneOf(row, "action", ACTIONS),
    status: oneOf(row, "status", STATUSES),
    stoppedBy: known,
    summary: sealed === null ? EMPTY : parse(sealer.open(sealed, planBinding(id)), isSummary),
    counts: countsOf(row.counts),
    createdAt: time(row, "created_at"),
    updatedAt: time(row, "updated_at"),
    expiresAt: time(row, "expires_at"),
  };
}

function countsOf(value: unknown): Record<StoredOutcome, number> {
  const found = new Map(Object.entries(Object(value)));
  const entries = OUTCOMES.map((outcome) => [outcome, Number(found.get(outcome) ?? 0)]);
  return { ...NO_COUNTS, ...Object.fromEntries(entries) };
}

const NO_COUNTS: Readonly<Record<StoredOutcome, number>> = {
  ...{ pending: 0, sending: 0, done: 0, failed: 0, unsettled: 0, refused: 0, left_out: 0 },
};

const INTERRUPTED = "The run ended while the action was sent. Check the device.";

export function toStoredDevice(row: Row, id: string, sealer: Sealer): StoredDevice {
  const position = number(row, "position");
  const { device, result } = parse(
    sealer.open(text(row, "sealed"), deviceBinding(id, position)),
    isSealedDevice,
  );
  const outcome = oneOf(row, "outcome", OUTCOMES);
  const isInterrupted = outcome === "unsettled" && result === undefined;
  return {
    position,
    outcome,
    sent: row.sent === true,
    device,
    result: isInterrupted ? { message: INTERRUPTED } : result,
  };
}

/** The plan as `runBulk` takes it, without the devices that were left out. */
export function toPlan(
  { id, vendor, account, action, summary }: PlanRow,
  rows: readonly StoredDevice[],
): BulkPlan {
  const { inputs, secrets, requests } = summary;
  const devices = rows.map(({ device }) => device);
  const head = { format: "mdmkit-bulk-plan", version: 1, id, vendor, account, action };
  return parseBulkPlan(JSON.stringify({ ...head, inputs, secrets, requests, devices, leftOut: [] }));
}

type PlanRow = Pick<StoredBulk, "id" | "vendor" | "account" | "action" | "summary">;

/** What earlier runs wrote, as `runBulk` takes it. */
export function toEntries(plan: string, rows: readonly StoredDevice[]): BulkEntry[] {
  return rows.flatMap(({ device: { id }, outcome, sent, result }): BulkEntry[] => {
    if (outcome === "pending" || outcome === "left_out") return [];
    if (outcome === "sending") return [{ plan, id, outcome, sent: true }];
    return [{ plan, id, outcome, sent, ...result }];
  });
}

type SealedDevice = Pick<StoredDevice, "device"> & { readonly result?: StoredResult };

export const sealDevice = (
  sealer: Sealer,
  { id, position }: { id: string; position: number },
  content: SealedDevice,
): string => sealer.seal(JSON.stringify(content), deviceBinding(id, position));

function isSealedDevice(value: unknown): value is SealedDevice {
  return typeof value === "object" && value !== null && "device" in value;
}

function isSummary(value: unknown): value is BulkSummary {
  return typeof value === "object" && value !== null && "inputs" in value && "confirm" in value;
}

function parse<Value>(json: string, is: (value: unknown) => value is Value): Value {
  const value: unknown = JSON.parse(json);
  if (is(value)) return value;
  throw new StoreError("broken", "A stored bulk action is invalid.");
}
