import { expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import type { Vendor } from "../contract/vendor.ts";
import { EVERY_VENDOR } from "../fixtures/every-vendor.ts";
import { planBulk } from "./plan-bulk.ts";
import { runBulk } from "./run-bulk.ts";

const ERASE = { action: "erase", inputs: {} } as const;
/** For vendors some of whose devices require it. */
const ERASE_BY_PIN = { action: "erase", inputs: { pin: "123456" } } as const;
/** For vendors that erase nothing. */
const RESTART = { action: "restart", inputs: {} } as const;

function actionsOf({ devices }: Vendor) {
  if (!devices?.actions?.erase) return [RESTART];
  return devices.actionRules?.erase?.inputs?.pin ? [ERASE_BY_PIN, ERASE] : [ERASE];
}

it.each(EVERY_VENDOR)(
  "a device of a list is unchanged when it is read, and gets the action",
  async (open) => {
    const vendor = await open();
    const targets = await connect(vendor).devices.list({ remoteData: false }).toArray();
    let planned = 0;
    for (const { action, inputs } of actionsOf(vendor)) {
      const plan = await planBulk(vendor, { action, inputs, targets });
      const count = plan.devices.length;
      const { counts } = await runBulk(vendor, plan, { inputs, confirm: count });
      expect(counts).toEqual({ done: count, failed: 0, unsettled: 0, refused: 0, skipped: 0 });
      planned += count;
    }
    expect(planned).toBeGreaterThan(0);
  },
);
