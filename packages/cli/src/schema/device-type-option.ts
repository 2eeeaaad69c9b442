import type { OptionTable } from "../args/options.ts";
import { enumOf } from "./input-options.ts";

/** A device of another type is refused. For vendors that number desktop and mobile devices separately it says which one an id means. */
export const DEVICE_TYPE_OPTION = {
  type: {
    type: "text",
    value: "TYPE",
    choices: enumOf("DeviceType"),
    summary: "type that the device must be of; Jamf Pro: desktop or mobile says which one a number means",
  },
} as const satisfies OptionTable;
