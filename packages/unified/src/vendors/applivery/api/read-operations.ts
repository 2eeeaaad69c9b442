/** The operations that reading devices calls; what only reads devices holds these and no others. */
export {
  getAndroidDevice,
  getAppleDevice,
  getWindowsDevice,
  listAospDevices,
  listDevices,
} from "@mdmkit/applivery/operations";
