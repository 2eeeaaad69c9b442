import { appleModel, type Drift, hardwareText, type Platform } from "@mdmkit/unified/vendor";
import type { AppDevice } from "../api/record.ts";

/** By the identifier of the model; that of a place for a device that is to enroll is not known. */
export function platformOf({ attributes }: Partial<AppDevice>, drift?: Drift): Platform {
  const apple = appleModel([
    hardwareText(attributes?.product_name, drift),
    hardwareText(attributes?.model_name, drift),
  ]);
  return apple?.platform ?? "unknown";
}
