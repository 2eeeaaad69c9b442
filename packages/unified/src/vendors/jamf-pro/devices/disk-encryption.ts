import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type Device, type Drift, flag, list, lookup, text } from "@mdmkit/unified/vendor";
import type { JamfProComputer } from "../api/record.ts";

type Status = NonNullable<JamfProSchemas["ComputerOperatingSystem"]["fileVault2Status"]>;
type Verdict = boolean | "boot-partition" | "unsaid";

const VERDICT: Record<Status, Verdict> = {
  ALL_ENCRYPTED: true,
  BOOT_ENCRYPTED: true,
  SOME_ENCRYPTED: "boot-partition",
  NOT_ENCRYPTED: false,
  NOT_APPLICABLE: "unsaid",
};

const STATE: Record<JamfProSchemas["ComputerPartitionFileVault2State"], boolean | undefined> = {
  ENCRYPTED: true,
  OPTIMIZING: true,
  RESTART_NEEDED: false,
  UNENCRYPTED: false,
  INELIGIBLE: false,
  DECRYPTED: false,
  DECRYPTING: false,
  ENCRYPTING: false,
  DECRYPTING_PAUSED: false,
  ENCRYPTING_PAUSED: false,
  UNKNOWN: undefined,
};

/** Whether the boot partition is encrypted; a partition on its way is not. */
export function diskEncryption(computer: JamfProComputer, drift?: Drift): Device["disk_encryption"] {
  const { operatingSystem, diskEncryption: section } = computer;
  const verdict = lookup(VERDICT, operatingSystem?.fileVault2Status, "unsaid", drift);
  if (typeof verdict === "boolean") return verdict;
  if (verdict === "boot-partition") return bootPartition(computer, drift);
  return bootPartition(computer, drift) ?? flag(section?.fileVault2Enabled, drift);
}

function bootPartition(
  { diskEncryption: section, storage }: JamfProComputer,
  drift?: Drift,
): boolean | undefined {
  const isEncrypted = lookup(
    STATE,
    section?.bootPartitionEncryptionDetails?.partitionFileVault2State,
    undefined,
    drift,
  );
  if (typeof isEncrypted === "boolean") return isEncrypted;
  const boot = list(storage?.disks, drift)
    .flatMap(({ partitions }) => list(partitions, drift))
    .find(({ partitionType }) => text(partitionType, drift) === "BOOT");
  return lookup(STATE, boot?.fileVault2State, undefined, drift) ?? undefined;
}
