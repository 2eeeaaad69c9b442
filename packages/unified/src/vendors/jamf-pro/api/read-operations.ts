/** The operations that reading devices calls; what only reads devices holds these and no others. */
export {
  getComputer,
  getComputerV1,
  getComputerV3,
  getJamfProVersion,
  getMobileDeviceDetail,
  listComputerCompliance,
  listComputers,
  listComputersV1,
  listComputersV3,
  listMobileDeviceCompliance,
  listMobileDeviceDetails,
  listSites,
  listUsers,
} from "@mdmkit/jamf-pro/operations";
