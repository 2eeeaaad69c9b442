import type { OperationNode } from "../documents/operations.ts";
import { compareOperation, type Roles } from "./compare-operation.ts";
import { type Comparison, Owner } from "./comparison.ts";
import { always, type Rating } from "./rating.ts";

/** The vendor calls webhooks and callbacks: what they send is received, and what they get is sent. */
const RECEIVED: Roles = { request: "response", response: "request" };

/** Compares what a vendor calls, by name and method. */
export function compareReceived(
  before: readonly OperationNode[],
  after: readonly OperationNode[],
  comparison: Comparison,
): void {
  const keyOf = ({ method, path }: OperationNode) => `${method} ${path}`;
  const revisions = new Map(after.map((one) => [keyOf(one), one]));
  for (const base of before) {
    const revision = revisions.get(keyOf(base));
    revisions.delete(keyOf(base));
    if (revision) compareOperation({ base, revision }, comparison, RECEIVED);
    else reportOperation(base, { isNew: false, direction: "response" }, comparison);
  }
  for (const revision of revisions.values())
    reportOperation(revision, { isNew: true, direction: "response" }, comparison);
}

type Report = { readonly isNew: boolean; readonly direction: "request" | "response" };

/** Reports an operation that only one of the documents has. */
export function reportOperation(
  operation: OperationNode,
  { isNew, direction }: Report,
  comparison: Comparison,
): void {
  const { id, pointer, node } = operation;
  const owner = new Owner();
  owner.uses.push({ operation: id, direction });
  const pair = { base: operation, revision: operation, role: direction, label: pointer, owner } as const;
  comparison.report(pair, {
    kind: isNew ? "added" : "removed",
    node: "Operation",
    ...(isNew ? {} : { labelIn: "base" as const }),
    say: isNew ? "is new" : "was removed",
    ...rateOperation(isNew, direction),
    ...(isNew ? { after: { pointer, value: node } } : { before: { pointer, value: node } }),
  });
}

function rateOperation(isNew: boolean, direction: Report["direction"]): Rating {
  if (isNew) return always("minor");
  return always("major", direction === "response" ? "the vendor no longer calls it" : undefined);
}
