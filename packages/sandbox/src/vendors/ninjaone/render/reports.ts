import { isRow, type Row, valueAt } from "../../../engine/records/values.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { isAgent } from "../inventory.ts";
import { softwareOn } from "../state/software.ts";
import type { NinjaOneState } from "../state/state.ts";
import { systemVolume } from "../state/stored-device.ts";
import { summarized } from "./device-views.ts";

type Rows = (device: Row, state: NinjaOneState) => readonly Row[];

const drawOf = (device: Row, { fleet }: NinjaOneState, kind: string) =>
  createDraw({ seed: fleet.seed, kind: `ninjaone-${kind}`, index: Number(device.id) });

/** What an agent collects has the time of its last report, and there is nothing of a device that never reported. */
function collected(device: Row, rows: readonly Row[]): readonly Row[] {
  const { id, lastContact } = device;
  if (!isAgent(device.nodeClass) || lastContact === undefined) return [];
  return rows.map((row) => ({ ...row, deviceId: id, timestamp: lastContact }));
}

const health: Rows = (device, state) => {
  if (!isAgent(device.nodeClass)) return [];
  const draw = drawOf(device, state, "health");
  const hasReported = device.lastContact !== undefined;
  const counts = state.options.vulnerabilities !== false && hasReported;
  const count = (name: string, max: number) => draw.integer(name, { min: 0, max });
  const pending = hasReported && draw.chance("patches", 0.4) ? count("pending", 9) : 0;
  return [
    {
      deviceId: device.id,
      offline: device.offline ?? false,
      healthStatus: pending > 0 ? "NEEDS_ATTENTION" : "HEALTHY",
      pendingOSPatchesCount: pending,
      failedOSPatchesCount: 0,
      activeThreatsCount: 0,
      criticalVulnerabilityCount: counts ? count("critical", 2) : 0,
      highVulnerabilityCount: counts ? count("high", 5) : 0,
      mediumVulnerabilityCount: 0,
      lowVulnerabilityCount: 0,
    },
  ];
};

const antivirus: Rows = (device, state) => {
  const draw = drawOf(device, state, "antivirus");
  if (draw.chance("unprotected", 0.15)) return collected(device, [{ productName: "NONE" }]);
  const row = {
    productName: draw.pick("product", ["SentinelOne", "Windows Defender", "Bitdefender"]),
    productState: draw.chance("on", 0.85) ? "ON" : "OFF",
    definitionStatus: draw.chance("fresh", 0.8) ? "UP_TO_DATE" : "OUT_OF_DATE",
    version: "23.4.2.14",
  };
  return collected(device, [row]);
};

/** BitLocker's status comes only if asked for. */
export function volumesOf(device: Row, state: NinjaOneState, withBitLocker: boolean): readonly Row[] {
  if (!isAgent(device.nodeClass) || device.lastContact === undefined) return [];
  const { encrypted } = state.hardwareOf(device);
  const volume = systemVolume(state.hardwareOf(device));
  if (!withBitLocker || !String(device.nodeClass).startsWith("WINDOWS") || encrypted === null)
    return [volume];
  const bitLockerStatus = {
    conversionStatus: encrypted ? "FULLY_ENCRYPTED" : "FULLY_DECRYPTED",
    encryptionMethod: encrypted ? "XTS_AES_256" : "NONE",
    protectionStatus: encrypted ? "PROTECTED" : "UNPROTECTED",
    lockStatus: "UNLOCKED",
  };
  return [{ ...volume, bitLockerStatus }];
}

const part =
  (name: "system" | "os"): Rows =>
  (device) =>
    isRow(device[name]) ? collected(device, [device[name]]) : [];

/** The rows of each report that a device has. */
export const REPORTS: Readonly<Record<string, Rows>> = {
  getDeviceHealthReport: health,
  getAntivirusStatusReport: antivirus,
  getCustomFieldsReport(device) {
    const fields = valueAt(device, "kept.customFields");
    return isRow(fields) && Object.keys(fields).length > 0 ? [{ deviceId: device.id, fields }] : [];
  },
  getSoftware: (device, state) => collected(device, softwareOn(device, state)),
  getComputerSystems: part("system"),
  getOperatingSystems: part("os"),
  getLastLoggedOnUsersReport: ({ id, lastLoggedInUser, lastContact }) =>
    lastLoggedInUser === undefined
      ? []
      : [{ deviceId: id, userName: lastLoggedInUser, logonTime: lastContact }],
  getDeviceUsage: (device, state) =>
    valueAt(device, "kept.backupUsage") === undefined
      ? []
      : [summarized(device, state, { names: ["backupUsage"], withBackupTimes: true })],
};

/** Volumes as a report has them: with the device they are in. */
export const volumeRows = (device: Row, state: NinjaOneState, withBitLocker: boolean): readonly Row[] =>
  collected(device, volumesOf(device, state, withBitLocker));
