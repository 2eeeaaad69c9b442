import { type Fleet, MARK, numberIn } from "./fleet.ts";

const COMPUTERS = "/api/v4/computers-inventory";
const SECTIONS = ["GENERAL", "HARDWARE", "OPERATING_SYSTEM", "SECURITY", "STORAGE", "EXTENSION_ATTRIBUTES"];

/** A Mac with the sections that an adapter requests and no user, which would need another request. */
function record(index: number): object {
  return {
    id: String(MARK),
    udid: `5E4E453E-72DE-5928-9489-${MARK}`,
    general: {
      name: `mac-${index}`,
      lastIpAddress: "203.0.113.7",
      lastReportedIpV4: "10.0.0.5",
      jamfBinaryVersion: "11.30.1-t1784555528405",
      platform: "Mac",
      assetTag: `IT-${index}`,
      remoteManagement: { managed: index % 9 !== 0 },
      supervised: true,
      mdmCapable: { capable: true },
      reportDate: "2026-02-15T14:07:45.348Z",
      lastCheckIn: "2026-02-16T08:00:00Z",
      lastContact: "2026-02-16T09:00:00Z",
      lastCloudBackupDate: null,
      lastEnrolledDate: "2025-02-15T13:46:35Z",
      initialEntryDate: "2024-10-31",
      enrollmentMethod: { id: "1", objectName: "admin", objectType: "User-initiated - no invitation" },
      site: { id: "1", name: "Lima" },
      enrolledViaAutomatedDeviceEnrollment: index % 3 === 0,
      userApprovedMdm: true,
      managementId: `73226fb6-61df-4c10-9552-${MARK}`,
    },
    hardware: {
      make: "Apple",
      model: "MacBook Air (M1, 2020)",
      modelIdentifier: "MacBookAir10,1",
      serialNumber: `C02${MARK}`,
      coreCount: 8,
      processorType: "Apple M1",
      macAddress: "02:00:5E:00:53:AF",
      totalRamMegabytes: 8192,
    },
    operatingSystem: {
      name: "macOS",
      version: "15.6.1",
      build: "24G90",
      fileVault2Status: "BOOT_ENCRYPTED",
    },
    purchasing: { leased: false, purchased: true, warrantyDate: "2027-10-31" },
    security: { firewallEnabled: true, activationLockEnabled: false },
    storage: {
      bootDriveAvailableSpaceMegabytes: 134264,
      disks: [
        {
          id: "1",
          device: "disk0",
          sizeMegabytes: 500277,
          partitions: [{ name: "Macintosh HD", partitionType: "BOOT", fileVault2State: "ENCRYPTED" }],
        },
      ],
    },
    softwareUpdates: [],
    groupMemberships: [{ groupId: "1", groupName: "All managed clients", smartGroup: true }],
    extensionAttributes: [
      { definitionId: "1", name: "Floor", values: [String(index % 5)], dataType: "STRING" },
    ],
  };
}

export const jamfProFleet: Fleet = {
  record,
  schema: "ComputerInventoryV4",
  pagePath(page, size) {
    const sections = SECTIONS.map((section) => `section=${section}`).join("&");
    return `${COMPUTERS}?${sections}&page=${page}&page-size=${size}&sort=id%3Aasc`;
  },
  span(url) {
    if (url.pathname !== COMPUTERS) return undefined;
    const limit = numberIn(url, "page-size", 100);
    return { skip: numberIn(url, "page", 0) * limit, limit };
  },
  envelope: (rows, total) => `{"totalCount":${total},"results":[${rows}]}`,
  rowsAt: ["results"],
  otherResponse: '{"totalCount":0,"results":[]}',
};
