/**
 * Outcome of a write whose call failed.
 *
 * - `not-sent`: the vendor has not received it.
 * - `rejected`: the vendor responded and did not carry it out.
 * - `indeterminate`: it was sent and no clear response came, so the vendor may have carried it out.
 * - `partial`: some of its requests were carried out before one failed; `completed` names them.
 * - `applied`: all of its requests were carried out, and only reading the record afterwards failed.
 */
export type WriteOutcome = "not-sent" | "rejected" | "indeterminate" | "partial" | "applied";

export type MessageParts = {
  readonly vendor?: string | undefined;
  readonly operation?: string | undefined;
  readonly advice?: string | undefined;
  readonly outcome?: WriteOutcome | undefined;
  readonly completed?: readonly string[] | undefined;
};

const SENTENCES: Partial<Record<WriteOutcome, string>> = {
  "not-sent": "Nothing was sent.",
  indeterminate: "The request was sent and may have been carried out.",
};

/** The only place that writes the message of an error: `[vendor] operation: problem outcome advice`. */
export function composeMessage(problem: string, parts: MessageParts): string {
  const { vendor, operation, advice, outcome, completed } = parts;
  return [
    vendor && `[${vendor}]`,
    operation && `${operation}:`,
    problem,
    outcome && SENTENCES[outcome],
    completed && `Carried out before the failure: ${completed.join(", ")}.`,
    advice,
  ]
    .filter(Boolean)
    .join(" ");
}
