// One line per vendor, written by `pnpm new-vendor`; the export's name is the vendor's id.
export { jumpcloud } from "./jumpcloud/index.ts";
