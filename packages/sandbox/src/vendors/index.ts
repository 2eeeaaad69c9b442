// One line per vendor; the export's name is the vendor's id.
export { applivery } from "./applivery/index.ts";
export { ivantiNeurons as "ivanti-neurons" } from "./ivanti-neurons/index.ts";
export { jamfPro as "jamf-pro" } from "./jamf-pro/index.ts";
export { jumpcloud } from "./jumpcloud/index.ts";
