import { expect, it } from "vitest";
import { connect } from "../client/connect.ts";
import { EVERY_VENDOR } from "../fixtures/every-vendor.ts";
import { planBulk } from "./plan-bulk.ts";
import { runBulk } from "./run-bulk.ts";

/** With a PIN for the platforms that require one, without it for the others. */
const ERASE = [
  { action: "erase", inputs: { pin: "123456" } },
  { action: "erase", inputs: {} },
] as const;
/** For vendors that erase nothing. */
const RESTART = [{ action: "restart", inputs: {} }] as const;

it.each(EVERY_VENDOR)(
  "a device of a list is unchanged when it is read, and gets the action",
  async (open) => {
    const vendor = await open();
    const targets = await connect(vendor).devices.list({ remoteData: false }).toArray();
    let planned = 0;
    for (const { action, inputs } of vendor.devices?.actions?.erase ? ERASE : RESTART) {
      const plan = await planBulk(vendor, { action, inputs, targets });
      const count = plan.devices.length;
      const { counts } = await runBulk(vendor, plan, { inputs, confirm: count });
      expect(counts).toEqual({ done: count, failed: 0, unsettled: 0, refused: 0, skipped: 0 });
      planned += count;
    }
    expect(planned).toBeGreaterThan(0);
  },
);
