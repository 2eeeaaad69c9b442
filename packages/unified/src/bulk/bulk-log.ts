import { InvalidInputError } from "@mdmkit/runtime";
import { isRecord } from "../records/record.ts";

/**
 * Outcome for a device. `done`: the vendor accepted the action. `failed`: nothing was carried out. `unsettled`: it was sent and may
 * have been carried out, as a whole or in part. `refused`: it changed since the plan was made, is gone, or does not support the action;
 * nothing was sent. `skipped`: it was not attempted.
 */
export type BulkOutcome = "done" | "failed" | "unsettled" | "refused" | "skipped";

/** What became of the action on one device. */
export type BulkResult = {
  /** Id of the device. */
  readonly id: string;
  /** What became of the action. */
  readonly outcome: BulkOutcome;
  /** A request of the action was sent, or may have been. Such a device never gets the action again from this plan. */
  readonly sent: boolean;
  /** For `devices.command`, where the vendor reports the status of commands. */
  readonly command_id?: string | null | undefined;
  /** Of the error, for programs. */
  readonly code?: string | undefined;
  /** Why, for people. */
  readonly message?: string | undefined;
};

/** A line of the log. `sending` is written before the first request that writes. */
export type BulkEntry = {
  /** Id of the plan. */
  readonly plan: string;
} & (
  | BulkResult
  | {
      /** Id of the device. */
      readonly id: string;
      /** The request follows, and its outcome is not known yet. */
      readonly outcome: "sending";
      /** The request may have been sent. */
      readonly sent: true;
    }
);

/**
 * Where a run writes what it does. The promise must resolve only when the line is stored for good (a file: synchronized), because
 * the request follows.
 */
export type BulkLog = {
  /** Stores a line for good. */
  append(entry: BulkEntry): Promise<void>;
};

/**
 * Parses the lines of a log. The last line may be cut off, as after a crash: nothing was sent because of it. Throws
 * `InvalidInputError` for any other text, without quoting it.
 */
export function parseBulkLog(text: string): BulkEntry[] {
  const lines = text.split("\n");
  const cut = lines.pop() ?? "";
  const entries = lines.filter((line) => line.trim() !== "").map(parseLine);
  const last = cut === "" ? undefined : tryParse(cut);
  return isEntry(last) ? [...entries, last] : entries;
}

function parseLine(line: string): BulkEntry {
  const entry = tryParse(line);
  if (isEntry(entry)) return entry;
  throw new InvalidInputError("The log has a line that is not an entry.", {
    advice: "Use the log as the run wrote it.",
  });
}

function tryParse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const OUTCOMES: readonly unknown[] = ["sending", "done", "failed", "unsettled", "refused", "skipped"];

function isEntry(value: unknown): value is BulkEntry {
  if (!isRecord(value)) return false;
  const { plan, id, outcome, sent }: { plan?: unknown; id?: unknown; outcome?: unknown; sent?: unknown } =
    value;
  return (
    typeof plan === "string" &&
    typeof id === "string" &&
    typeof sent === "boolean" &&
    OUTCOMES.includes(outcome)
  );
}

/**
 * What is settled by the log of earlier runs, by device. A device with `sending` and nothing after it is unsettled: the run ended in
 * between. Devices that are not in the result can be attempted.
 */
export function settledBy(entries: readonly BulkEntry[], plan: string): Map<string, BulkResult> {
  const other = entries.find((entry) => entry.plan !== plan);
  if (other)
    throw new InvalidInputError("The log belongs to another plan.", {
      advice: "Use the log of this plan, or a new one.",
    });
  const settled = new Map<string, BulkResult>();
  for (const { plan: _plan, ...entry } of entries) {
    if (entry.outcome === "sending") settled.set(entry.id, interrupted(entry.id));
    else if (entry.sent || entry.outcome === "refused") settled.set(entry.id, entry);
    else settled.delete(entry.id);
  }
  return settled;
}

const interrupted = (id: string): BulkResult => ({
  id,
  outcome: "unsettled",
  sent: true,
  message: "The run ended while the action was sent. Check the device.",
});
