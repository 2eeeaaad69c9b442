import { asInteger, type Row } from "../../../engine/records/values.ts";

const common: Row = {
  systemName: null,
  description: "",
  enabled: true,
  totalDeviceCount: 0,
  installedDeviceCount: 0,
  violationDeviceCount: 0,
  modifiedAt: null,
  modifiedBy: null,
  actions: null,
};

const uuid = (id: number) => `00000000-0000-4000-8000-${id.toString(16).padStart(12, "0")}`;

const configs = [
  { id: 35046, name: "Default Passcode", policyType: "PASSCODE", priority: 1 },
  { id: 35047, name: "Office Wi-Fi", policyType: "WIFI", priority: 2 },
];

/** Configurations of a device; one that is excluded is not installed. */
export function configsOf(excluded: ReadonlySet<number>): Row[] {
  return configs.map((config) => ({
    ...common,
    ...config,
    uuid: uuid(config.id),
    policyRuleType: "NONE",
    status: excluded.has(config.id) ? "UNINSTALLED" : "INSTALLED",
  }));
}

export const isConfig = (id: number): boolean => configs.some((config) => config.id === id);

// The blank behind one name is the vendor's.
const policies = [
  {
    id: 201,
    name: "Out of Contact ",
    policyRuleType: "OUT_OF_CONTACT",
    priority: 2,
    violated: "Out of Contact",
  },
  {
    id: 200,
    name: "Compromised Devices",
    policyRuleType: "COMPROMISED",
    priority: 1,
    violated: "Compromised Devices",
  },
];

/** Policies of a device and whether it complies. */
export function policiesOf({ violatedPolicies }: Row): Row[] {
  const violated: unknown[] = Array.isArray(violatedPolicies) ? violatedPolicies : [];
  return policies.map(({ violated: name, ...policy }) => ({
    ...common,
    ...policy,
    uuid: uuid(policy.id),
    policyType: "POLICY",
    compliant: !violated.includes(name),
    pendingCompliant: false,
  }));
}

/** The one certificate of a device, with properties of the device under other names than elsewhere. */
export function certificatesOf(device: Row, now: number): Row[] {
  const id = asInteger(device.id) ?? 0;
  const same = [
    "phoneNumber",
    "imei",
    "locale",
    "udid",
    "iccid",
    "prettyModel",
    "meid",
    "imsi",
    "serialNumber",
  ];
  const more = ["platformType", "ownershipType", "registrationState", "roaming", "supervised", "jailbroken"];
  const owner = ["displayName", "firstName", "lastName", "uid", "emailAddress", "dmPartitionId"];
  return [
    {
      ...Object.fromEntries([...same, ...more, ...owner].map((name) => [name, device[name] ?? null])),
      caCertificateStoreId: id + 7,
      caId: 12,
      caTenantId: 9,
      caType: "LOCAL",
      caName: "Sandbox CA",
      subject: `CN=${String(device.guid)}`,
      issuer: "CN=Sandbox CA",
      notBefore: now - 86_400_000,
      notAfter: now + 365 * 86_400_000,
      certSerialNumber: id,
      certSerialNumberString: String(id),
      certState: "Active",
      certUsageType: "UNKNOWN",
      certAccountId: null,
      configurationId: null,
      privateKey: true,
      deviceId: id,
      ownerId: asInteger(device.ownerId) ?? 0,
      deviceModel: null,
      model: device.deviceModel,
      platformVersion: null,
      osVersion: device.platformVersion,
      complianceState: null,
      compliant: device.complianceState,
      mdmState: "ENABLED",
      tenantId: 9,
    },
  ];
}
