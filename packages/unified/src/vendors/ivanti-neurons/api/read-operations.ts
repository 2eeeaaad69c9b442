/** The operations that reading devices calls; what only reads devices holds these and no others. */
export {
  getDevice,
  listDevicePolicies,
  listDeviceSpaces,
  listDevices,
} from "@mdmkit/ivanti-neurons/operations";
