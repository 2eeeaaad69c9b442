/** What the fake of a vendor is made of that is not in this package. */
export type { CommonOptions } from "./common-options.ts";
export { createVendorSandbox } from "./create-vendor-sandbox.ts";
export {
  type BasicCredentials,
  type BearerCredentials,
  basicAccess,
  bearerAccess,
  type ClientCredentials,
  clientCredentialsAccess,
  type DeviceCredentials,
  deviceAccess,
  type KeyCredentials,
  keyAccess,
} from "./engine/vendor/draft-access.ts";
export { createDraftVendor, type DraftState } from "./engine/vendor/draft-vendor.ts";
export type { VendorFactory, VendorModel } from "./engine/vendor/vendor-model.ts";
export type { VendorSandbox } from "./vendor-sandbox.ts";
