import {
  type BulkEntry,
  type BulkPlan,
  type BulkRun,
  connect,
  planBulk,
  runBulk,
  type Vendor,
} from "@mdmkit/unified";

/** Plans to restart every Mac. Nothing is sent that writes: show the plan to someone before it is run. */
export function planRestart(vendor: Vendor): Promise<BulkPlan> {
  const targets = connect(vendor).devices.list({ platform: "macos" });
  return planBulk(vendor, { action: "restart", targets });
}

/** Runs the plan. A device that has changed since then is left out. `entries` of an interrupted run make it go on where it stopped. */
export function runRestart(
  vendor: Vendor,
  plan: BulkPlan,
  { append, entries = [] }: { append(entry: BulkEntry): Promise<void>; entries?: readonly BulkEntry[] },
): Promise<BulkRun> {
  return runBulk(vendor, plan, { log: { append }, entries, budget: 500 });
}
