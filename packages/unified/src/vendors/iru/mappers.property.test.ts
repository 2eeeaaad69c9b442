import { schemas } from "@mdmkit/iru/schemas";
import { testMapper } from "@mdmkit/unified/testing";
import { mapIruApp } from "./apps/map-app.ts";
import { mapIruDevice } from "./devices/map-device.ts";
import { mapIruTenant } from "./organizations/organizations.ts";
import { mapIruUser } from "./users/map-user.ts";

testMapper({
  name: "mapIruDevice",
  map: mapIruDevice,
  unified: "Device",
  schemas,
  record: "Device",
  joined: {
    information: { schema: "DeviceInformation" },
    fileVault: { schema: "FileVaultStatus" },
    firewall: { schema: "FirewallStatus" },
    activationLock: { schema: "ActivationLockStatus" },
    cellular: { schema: "CellularStatus" },
    details: { schema: "DeviceDetails" },
    notes: { schema: "Note", many: true },
  },
  sparse: {},
});

testMapper({ name: "mapIruUser", map: mapIruUser, unified: "User", schemas, record: "User", sparse: {} });

testMapper({
  name: "mapIruApp",
  map: mapIruApp,
  unified: "App",
  schemas,
  record: "InstalledApp",
  sparse: {},
});

testMapper({
  name: "mapIruTenant",
  map: mapIruTenant,
  unified: "Organization",
  schemas,
  record: "Licensing",
  sparse: {},
});
