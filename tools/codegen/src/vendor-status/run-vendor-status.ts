import { findVendors } from "../registry/find-vendors.ts";
import { findRoot } from "../workspace/discover.ts";
import type { Output, Surroundings } from "../workspace/terminal.ts";
import { openPoints } from "./open-points.ts";

const USAGE = "Usage: pnpm vendor-status [vendor…]\n";

/**
 * Prints what is open for each draft, or for the vendors named. Answers 1 when one that is no draft has open points: it
 * says that it is complete.
 */
export async function runVendorStatus(
  ids: readonly string[],
  { cwd, out, error }: Omit<Surroundings, "now">,
): Promise<0 | 1 | 2> {
  const root = findRoot(cwd);
  if (!root) {
    error.write(`${cwd} is not inside the repository.\n`);
    return 2;
  }
  const { adapters, drafts } = findVendors(root);
  const unknown = ids.filter((id) => !adapters.includes(id));
  if (unknown.length > 0) {
    error.write(`There is no vendor ${unknown.join(" or ")}. Known: ${adapters.join(", ")}.\n${USAGE}`);
    return 2;
  }
  const asked = ids.length > 0 ? ids : adapters;
  const complete = asked.filter((id) => !drafts.has(id));
  await printOpenPoints(
    root,
    asked.filter((id) => drafts.has(id)),
    out,
  );
  const points = await Promise.all(complete.map((id) => openPoints(root, id)));
  const failing = complete.filter((_, at) => points[at]?.length !== 0);
  await printOpenPoints(root, failing, error);
  for (const id of failing) {
    error.write(
      `${id} claims to be complete. Close its points, or put \`status: draft\` into specs/${id}/source.yaml.\n`,
    );
  }
  if (failing.length === 0 && complete.length > 0) out.write(`complete: ${complete.join(", ")}\n`);
  return failing.length > 0 ? 1 : 0;
}

/** The checklist of each vendor. */
export async function printOpenPoints(root: string, ids: readonly string[], out: Output): Promise<void> {
  for (const id of ids) {
    const points = await openPoints(root, id);
    out.write(
      points.length > 0
        ? `${id}: ${points.length} points open\n`
        : `${id}: nothing open; delete \`status: draft\`, run pnpm generate, and add a changeset\n`,
    );
    const width = Math.max(0, ...points.map(({ about }) => about.length));
    for (const { about, text } of points) out.write(`  ${about.padEnd(width)}  ${text}\n`);
  }
}
