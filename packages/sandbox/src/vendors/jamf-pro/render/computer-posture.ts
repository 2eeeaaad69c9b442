import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import type { Draw } from "../../../fleet/draw.ts";

const megabyte = 1_000_000;

export function fileVault({ encrypted }: PhysicalDevice, draw: Draw): string {
  if (encrypted === null) return "NOT_APPLICABLE";
  if (!encrypted) return "NOT_ENCRYPTED";
  return draw.pick("filevault", ["ALL_ENCRYPTED", "BOOT_ENCRYPTED", "SOME_ENCRYPTED"]);
}

export function security({ firewall, supervised }: PhysicalDevice, draw: Draw): Row {
  return {
    sipStatus: "ENABLED",
    gatekeeperStatus: "APP_STORE_AND_IDENTIFIED_DEVELOPERS",
    activationLockEnabled: draw.chance("activation-lock", supervised ? 0.1 : 0.5),
    firewallEnabled: firewall,
    lastAttestationAttempt: "1970-01-01T00:00:00Z",
    lastSuccessfulAttestation: "1970-01-01T00:00:00Z",
  };
}

const partitionState = ({ encrypted }: PhysicalDevice): string =>
  encrypted === null ? "UNKNOWN" : encrypted ? "ENCRYPTED" : "UNENCRYPTED";

export function diskEncryption(device: PhysicalDevice): Row {
  return {
    bootPartitionEncryptionDetails: {
      partitionName: "Macintosh HD (Boot Partition)",
      partitionFileVault2State: partitionState(device),
      partitionFileVault2Percent: device.encrypted ? 100 : 0,
    },
    individualRecoveryKeyValidityStatus: device.encrypted ? "VALID" : "NOT_APPLICABLE",
    fileVault2Enabled: device.encrypted ?? false,
    fileVault2EligibilityMessage: "Eligible",
  };
}

export function storage(device: PhysicalDevice): Row {
  const size = Math.floor(device.storageBytes / megabyte);
  const free = Math.floor(device.freeBytes / megabyte);
  const boot = {
    name: "Macintosh HD (Boot Partition)",
    sizeMegabytes: size - 500,
    availableMegabytes: free,
    partitionType: "BOOT",
    percentUsed: Math.round((1 - free / size) * 100),
    fileVault2State: partitionState(device),
    fileVault2ProgressPercent: device.encrypted ? 100 : null,
  };
  const disk = {
    id: String(device.index + 1),
    serialNumber: `SSD${device.serial}`,
    sizeMegabytes: size,
    partitions: [boot],
  };
  return { bootDriveAvailableSpaceMegabytes: free, disks: [disk] };
}
