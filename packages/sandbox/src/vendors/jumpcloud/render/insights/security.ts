import type { Row } from "../../../../engine/records/values.ts";
import { createDraw } from "../../../../fleet/draw.ts";
import type { Fleet } from "../../../../fleet/fleet.ts";
import type { InsightFacts, InsightTable } from "./table.ts";

function diskEncryption({ device, collectedAt }: InsightFacts): Row {
  const encrypted = device.encrypted === true;
  return {
    collection_time: collectedAt,
    name: device.platform === "macos" ? "/dev/disk1s1" : "/dev/mapper/root",
    encrypted: encrypted ? 1 : 0,
    encryption_status: encrypted ? "encrypted" : "not encrypted",
    type: encrypted ? "AES-XTS" : "",
    uid: "",
    user_uuid: "",
    uuid: device.uuid,
  };
}

function bitlocker({ device, collectedAt }: InsightFacts): Row {
  return {
    collection_time: collectedAt,
    device_id: `\\\\?\\Volume{${device.uuid.toLowerCase()}}\\`,
    drive_letter: "C:",
    persistent_volume_id: device.encrypted ? `{${device.uuid}}` : "",
    protection_status: device.encrypted === null ? 2 : Number(device.encrypted),
    conversion_status: Number(device.encrypted === true),
    encryption_method: device.encrypted ? "XTS-AES 256" : "None",
    percentage_encrypted: device.encrypted ? 100 : 0,
  };
}

function alf({ device, collectedAt }: InsightFacts): Row {
  return {
    collection_time: collectedAt,
    global_state: Number(device.firewall === true),
    stealth_enabled: 0,
    logging_enabled: 0,
    logging_option: 0,
    firewall_unload: 0,
    allow_signed_enabled: 1,
    version: "1.6",
  };
}

function securityCenter({ device, collectedAt }: InsightFacts): Row {
  const state = device.firewall === null ? "Error" : device.firewall ? "Good" : "Poor";
  return {
    collection_time: collectedAt,
    firewall: state,
    antivirus: "Good",
    antispyware: "Good",
    autoupdate: "Good",
    internet_settings: "Good",
    user_account_control: "Good",
    windows_security_center_service: "Good",
  };
}

function securityProducts({ collectedAt }: InsightFacts, at: number): Row {
  return {
    collection_time: collectedAt,
    name: at === 0 ? "Microsoft Defender Antivirus" : "Windows Firewall",
    type: at === 0 ? "Antivirus" : "Firewall",
    state: "On",
    state_timestamp: collectedAt,
    signatures_up_to_date: 1,
    remediation_path: "windowsdefender://",
  };
}

const hotfixes = ["KB5058405", "KB5058411", "KB5054156", "KB5056579"] as const;

function patchCount(fleet: Fleet, index: number): number {
  return createDraw({ seed: fleet.seed, kind: "patches", index }).integer("count", {
    min: 1,
    max: hotfixes.length,
  });
}

function patches({ device, collectedAt }: InsightFacts, at: number): Row {
  return {
    collection_time: collectedAt,
    csname: device.hostname,
    hotfix_id: hotfixes[at] ?? hotfixes[0],
    caption: `https://support.microsoft.com/help/${(hotfixes[at] ?? hotfixes[0]).slice(2)}`,
    description: at === 0 ? "Security Update" : "Update",
    fix_comments: "",
    install_date: "",
    installed_by: "NT AUTHORITY\\SYSTEM",
    installed_on: "9/12/2026",
  };
}

/** Encryption, firewalls, protection products and updates. */
export const securityTables = {
  disk_encryption: { platforms: ["macos", "linux"], row: diskEncryption },
  bitlocker_info: { platforms: ["windows"], row: bitlocker },
  alf: { platforms: ["macos"], row: alf },
  windows_security_center: { platforms: ["windows"], row: securityCenter },
  windows_security_products: { platforms: ["windows"], count: () => 2, row: securityProducts },
  patches: { platforms: ["windows"], count: patchCount, row: patches },
} satisfies Record<string, InsightTable>;
