import { findVendors } from "../registry/find-vendors.ts";
import { COMMAND } from "../workspace/find-package.ts";
import { findRoot, outsideMessage } from "../workspace/layout.ts";
import type { CommandEnvironment, Output } from "../workspace/terminal.ts";
import { openPoints } from "./open-points.ts";

export const VENDOR_STATUS_USAGE = `Usage: ${COMMAND} vendor-status [vendor…]

  vendor  an id, such as jumpcloud; by default all
`;

/**
 * Prints the open points of each draft, or of the given vendors. Returns 1 if a vendor that is not a draft has open points.
 */
export function runVendorStatus(
  ids: readonly string[],
  { cwd, out, error }: Omit<CommandEnvironment, "now">,
): 0 | 1 | 2 {
  const root = findRoot(cwd);
  if (!root) {
    error.write(outsideMessage(cwd));
    return 2;
  }
  const { adapters, drafts } = findVendors(root);
  const unknown = ids.filter((id) => !adapters.includes(id));
  if (unknown.length > 0) {
    error.write(
      `Unknown vendor: ${unknown.join(", ")}. Known: ${adapters.join(", ")}.\n${VENDOR_STATUS_USAGE}`,
    );
    return 2;
  }
  const asked = ids.length > 0 ? ids : adapters;
  const complete = asked.filter((id) => !drafts.has(id));
  printOpenPoints(
    root,
    asked.filter((id) => drafts.has(id)),
    out,
  );
  const failing = complete.filter((id) => openPoints(root, id).length > 0);
  printOpenPoints(root, failing, error);
  for (const id of failing) {
    error.write(
      `${id} is not a draft but has open points. Close them, or add \`status: draft\` to specs/${id}/source.yaml.\n`,
    );
  }
  if (failing.length === 0 && complete.length > 0) out.write(`complete: ${complete.join(", ")}\n`);
  return failing.length > 0 ? 1 : 0;
}

/** Prints a checklist per vendor. */
export function printOpenPoints(root: string, ids: readonly string[], out: Output): void {
  for (const id of ids) {
    const points = openPoints(root, id);
    out.write(
      points.length > 0
        ? `${id}: ${points.length} open points\n`
        : `${id}: no open points; delete \`status: draft\`, run ${COMMAND} generate, and add a changeset\n`,
    );
    const width = Math.max(0, ...points.map(({ about }) => about.length));
    for (const { about, text } of points) out.write(`  ${about.padEnd(width)}  ${text}\n`);
  }
}
