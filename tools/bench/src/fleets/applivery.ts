import { type Fleet, MARK, numberIn, objectId } from "./fleet.ts";

const ORGANIZATION = "5f0000000000000000000000";
const DEVICES = `/v1/organizations/${ORGANIZATION}/mdm/devices`;

/** A Mac as a row of the list over all platforms has it. */
function record(index: number): object {
  return {
    id: objectId("64b000000000"),
    admDevice: objectId("64b0000000a1"),
    type: "apple",
    subType: "device",
    state: "ACTIVE",
    organization: ORGANIZATION,
    organizationInfo: { id: ORGANIZATION, name: "Example" },
    displayName: `Front desk ${index}`,
    summary: {
      name: `mac-${index}`,
      os: "macOS",
      osVersion: "15.6.1",
      osVersionName: "Sequoia",
      serialNumber: `C02${MARK}`,
      model: "Apple MacBook Pro (14-inch, 2023)",
      manufacturer: "Apple",
      supervised: index % 4 !== 0,
      battery: 77,
      macAddress: "02:00:5E:00:53:AF",
      ipAddress: "10.20.3.4",
      udid: `5E4E453E-72DE-5928-9489-${MARK}`,
      totalMemory: 494384795648,
      availableMemory: 211384795648,
      compliance: { compliant: index % 7 !== 0, lastCheck: "2026-10-31T08:00:00.000Z" },
    },
    udid: `5E4E453E-72DE-5928-9489-${MARK}`,
    mdmUser: {
      id: "64b0000000000000000000aa",
      email: `robin.vale.${index}@example.com`,
      name: "Robin Vale",
    },
    tags: ["desk", "pilot", `floor-${index % 5}`],
    smartAttributes: [
      { name: "Floor", value: index % 5 },
      { name: "Asset tag", value: `IT-${index}` },
    ],
    deviceAdmPolicy: { id: "64b0000000000000000000c1", name: "Macs of the front desk" },
    admPolicy: { id: "64b0000000000000000000c2", name: "Macs" },
    appliedAdmPolicy: { id: "64b0000000000000000000c1", name: "Macs of the front desk" },
    admPolicyAssignments: [
      {
        admPolicyId: "64b0000000000000000000c2",
        priority: 0,
        admPolicy: { id: "64b0000000000000000000c2", name: "Macs" },
      },
    ],
    lastStatusReportTime: "2026-10-31T08:00:00.000Z",
    enrolledDate: "2026-01-02T03:04:05.000Z",
    createdAt: "2026-01-02T03:04:00.000Z",
    updatedAt: "2026-10-31T08:00:01.000Z",
  };
}

export const appliveryFleet: Fleet = {
  record,
  schema: "Device",
  pagePath: (page, size) => `${DEVICES}?subType=device&sort=createdAt%3Aasc&page=${page + 1}&limit=${size}`,
  span(url) {
    if (url.pathname !== DEVICES) return undefined;
    const limit = numberIn(url, "limit", 10);
    return { skip: (numberIn(url, "page", 1) - 1) * limit, limit };
  },
  envelope(rows, total, { skip, limit }) {
    const paging = `"totalDocs":${total},"limit":${limit},"page":${skip / limit + 1},"hasNextPage":${skip + limit < total}`;
    return `{"status":true,"data":{"items":[${rows}],${paging}}}`;
  },
  rowsAt: ["data", "items"],
  otherResponse: '{"status":true,"data":{"items":[],"totalDocs":0,"hasNextPage":false}}',
};
