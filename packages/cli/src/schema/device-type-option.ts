import { type VendorSupport, withVendors } from "../account/vendor-support.ts";
import type { OptionTable } from "../args/options.ts";
import { enumOf } from "./input-options.ts";

/** For vendors that number desktop and mobile devices separately, so that both can have the same id. */
export const DEVICE_TYPE_OPTION = {
  type: {
    type: "text",
    value: "TYPE",
    choices: enumOf("DeviceType"),
    summary: "type of the device with this id: desktop or mobile",
  },
} as const satisfies OptionTable;

/** The option in help; empty unless one of the vendors has it. */
export function deviceTypeHelp(vendors: readonly VendorSupport[]): OptionTable {
  const { choices, ...spec } = DEVICE_TYPE_OPTION.type;
  const summary = withVendors(spec.summary, vendors, ({ hasDeviceTypes }) => hasDeviceTypes);
  return summary === undefined ? {} : { type: { ...spec, summary } };
}
