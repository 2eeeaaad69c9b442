import { schemas } from "@mdmkit/jamf-pro/schemas";
import type { Drift } from "@mdmkit/unified/vendor";
import { describe, expect, it } from "vitest";
import { mapJamfProComputer } from "./devices/map-computer.ts";
import { mapJamfProMobileDevice } from "./devices/map-mobile-device.ts";
import { openJamfPro } from "./fixtures/account.ts";
import { enumOf, unknownAmong } from "./fixtures/words.ts";

/** A property with a closed set of words, where a record has it, and what each word becomes. */
type Case = {
  readonly property: string;
  /** The document's values; where they are in a discriminator, they are listed here. */
  readonly words: readonly string[];
  map(word: string, drift?: Drift): object;
  readonly field: string;
  readonly becomes: Readonly<Record<string, unknown>>;
};

// The boundary: records as a vendor may send them, words included that its document does not know.
const read = (record: object) => JSON.parse(JSON.stringify(record));
const computer = (record: object, drift?: Drift) => mapJamfProComputer(read({ id: "1", ...record }), drift);
const mobile = (record: object, drift?: Drift) =>
  mapJamfProMobileDevice(read({ mobileDeviceId: "1", deviceType: "iOS", ...record }), drift);

const partition = (fileVault2State: string) => ({ partitionType: "BOOT", fileVault2State });

const partitionStates = enumOf(schemas, "ComputerPartitionFileVault2State");

/** Encrypted is what is so for good, or only written anew; `UNKNOWN` is the vendor's own word for it. */
const isEncrypted = (state: string): boolean | undefined =>
  state === "UNKNOWN" ? undefined : state === "ENCRYPTED" || state === "OPTIMIZING";

const PARTITION_STATES = Object.fromEntries(partitionStates.map((state) => [state, isEncrypted(state)]));

const CASES: readonly Case[] = [
  {
    property: "operatingSystem.fileVault2Status",
    words: enumOf(schemas, "ComputerOperatingSystem", "fileVault2Status"),
    map: (fileVault2Status, drift) => computer({ operatingSystem: { fileVault2Status } }, drift),
    field: "disk_encryption",
    becomes: {
      ALL_ENCRYPTED: true,
      BOOT_ENCRYPTED: true,
      SOME_ENCRYPTED: undefined, // the boot partition decides
      NOT_ENCRYPTED: false,
      NOT_APPLICABLE: undefined,
    },
  },
  {
    property: "diskEncryption.bootPartitionEncryptionDetails.partitionFileVault2State",
    words: partitionStates,
    map: (partitionFileVault2State, drift) =>
      computer({ diskEncryption: { bootPartitionEncryptionDetails: { partitionFileVault2State } } }, drift),
    field: "disk_encryption",
    becomes: PARTITION_STATES,
  },
  {
    property: "storage.disks[].partitions[].fileVault2State",
    words: partitionStates,
    map: (state, drift) => computer({ storage: { disks: [{ partitions: [partition(state)] }] } }, drift),
    field: "disk_encryption",
    becomes: PARTITION_STATES,
  },
  {
    property: "compliance[].complianceState",
    words: enumOf(schemas, "DeviceComplianceInformation", "complianceState"),
    map: (complianceState, drift) => computer({ compliance: [{ applicable: true, complianceState }] }, drift),
    field: "compliance_status",
    becomes: { COMPLIANT: "compliant", NON_COMPLIANT: "non_compliant", UNKNOWN: "unknown" },
  },
  {
    property: "general.deviceOwnershipType",
    words: enumOf(schemas, "MobileDeviceGeneral", "deviceOwnershipType"),
    map: (deviceOwnershipType, drift) => mobile({ general: { deviceOwnershipType } }, drift),
    field: "is_corporate_owned",
    becomes: {
      Institutional: true,
      AccountDrivenDeviceEnrollment: true,
      UserEnrollment: false,
      AccountDrivenUserEnrollment: false,
      PersonalDeviceProfile: false,
    },
  },
  {
    property: "general.deviceOwnershipType",
    words: enumOf(schemas, "MobileDeviceGeneral", "deviceOwnershipType"),
    map: (deviceOwnershipType, drift) =>
      mobile(
        { general: { deviceOwnershipType, enrollmentMethodPrestage: { mobileDevicePrestageId: "1" } } },
        drift,
      ),
    field: "enrollment_type",
    becomes: {
      Institutional: "automated",
      AccountDrivenDeviceEnrollment: "device",
      UserEnrollment: "user",
      AccountDrivenUserEnrollment: "user",
      PersonalDeviceProfile: undefined,
    },
  },
  {
    property: "deviceType",
    words: ["iOS", "tvOS", "watchOS", "visionOS"],
    map: (deviceType, drift) => mobile({ deviceType }, drift),
    field: "os_name",
    becomes: { iOS: "iOS", tvOS: "tvOS", watchOS: "watchOS", visionOS: "visionOS" },
  },
];

const SAYS_NOTHING: readonly unknown[] = [undefined, null, "unknown"];

describe.each(CASES)("$property as $field", ({ words, map, field, becomes }) => {
  it("knows every word of the document", () => {
    expect([...words].sort()).toEqual(Object.keys(becomes).sort());
    expect(unknownAmong(words, map)).toEqual([]);
    const shown = words.map((word) => [word, Reflect.get(map(word), field)]);
    expect(Object.fromEntries(shown)).toEqual(becomes);
  });

  it("says nothing for another word, and notes it", () => {
    expect(SAYS_NOTHING).toContain(Reflect.get(map("SOMETHING_NEW"), field));
    expect(new Set(unknownAmong(["SOMETHING_NEW"], map))).toEqual(new Set(["SOMETHING_NEW"]));
  });
});

it("leaves the vendor's own word in remote_data", async () => {
  const { mdm, sandbox } = openJamfPro();
  const field = "operatingSystem.fileVault2Status";
  sandbox.inject({ type: "drifted-field", operation: "listComputers", field, value: "SOMETHING_NEW" });
  const listing = mdm.devices.list({ platform: "macos" });
  const [device] = await listing.toArray();
  expect(device?.remote_data).toMatchObject({ operatingSystem: { fileVault2Status: "SOMETHING_NEW" } });
  expect(listing.report).toMatchObject({
    complete: true,
    drift: [{ property: field, problem: "unknown-value" }],
  });
});
