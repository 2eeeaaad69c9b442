// One line per vendor, written by `pnpm new-vendor`; the export's name is the vendor's id.
export { applivery } from "./applivery/index.ts";
export { jamfPro as "jamf-pro" } from "./jamf-pro/index.ts";
export { jumpcloud } from "./jumpcloud/index.ts";
