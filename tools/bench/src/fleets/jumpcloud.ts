import { type Fleet, MARK, numberIn, objectId } from "./fleet.ts";

/** A Windows PC whose inventory is not collected: no owner, no Apple device, so that a page is one request. */
function record(index: number): object {
  return {
    _id: objectId("64f1c0de0000"),
    id: objectId("64f1c0de0000"),
    active: index % 3 !== 0,
    agentVersion: "2.18.4",
    arch: "x86_64",
    archFamily: "x86",
    attributes: [
      { name: "assetTag", value: `IT-${index}` },
      { name: "building", value: "North" },
    ],
    builtInCommands: ["erase", "lock", "restart", "shutdown"].map((name) => ({ name, type: "security" })),
    created: "2022-11-02T11:59:00.000Z",
    description: "Assigned in Lima",
    desktopCapable: true,
    displayName: `LAPTOP-${index}`,
    domainInfo: { domainName: "corp.example.com", partOfDomain: true },
    fde: { active: true, keyPresent: true },
    fileSystem: "NTFS",
    hostname: `LAPTOP-${index}`,
    hwVendor: "Dell Inc.",
    lastContact: "2026-10-31T18:56:51.767Z",
    mdm: {
      dep: false,
      enrollmentType: "device",
      profileIdentifier: "p",
      providerId: "MS DM Server",
      userApproved: false,
      vendor: "internal",
    },
    networkInterfaces: [
      { address: "10.20.243.54", family: "IPv4", internal: false, name: "Ethernet" },
      { address: "fe80::1c2d", family: "IPv6", internal: false, name: "Ethernet" },
      { address: "127.0.0.1", family: "IPv4", internal: true, name: "Loopback" },
    ],
    organization: "65c0cdc0e58f0899f4000000",
    os: "Windows",
    osFamily: "windows",
    osVersionDetail: {
      major: "10",
      minor: "0",
      patch: "22631",
      revision: "5335",
      osName: "Windows",
      version: "10.0.22631",
      releaseName: "23H2",
    },
    policyStats: { duplicate: 0, failed: 1, pending: 0, success: 7, total: 8, unsupportedOs: 0 },
    remoteIP: "203.0.113.42",
    serialNumber: `SN${MARK}`,
    sshRootEnabled: false,
    systemInsights: { state: "disabled" },
    systemTimezone: -300,
    templateName: "windows-windows-x86_64",
    userMetrics: [
      { admin: false, managed: true, secureTokenEnabled: false, suspended: false, userName: "user" },
    ],
    version: "10 Pro",
  };
}

export const jumpcloudFleet: Fleet = {
  record,
  schema: "JcSystem",
  pagePath: (page, size) => `/systems?limit=${size}&skip=${page * size}&sort=_id`,
  span: (url) =>
    url.pathname === "/systems"
      ? { skip: numberIn(url, "skip", 0), limit: numberIn(url, "limit", 10) }
      : undefined,
  envelope: (rows, total) => `{"totalCount":${total},"results":[${rows}]}`,
  rowsAt: ["results"],
  otherResponse: '{"totalCount":0,"results":[]}',
};
