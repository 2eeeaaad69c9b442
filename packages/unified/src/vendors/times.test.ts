import { describe, expect, it } from "vitest";
import { mapAppliveryDevice } from "./applivery/devices/map-device.ts";
import { mapAppliveryUser } from "./applivery/users/map-user.ts";
import { mapIvantiNeuronsDevice } from "./ivanti-neurons/devices/map-device.ts";
import { mapIvantiNeuronsAccount } from "./ivanti-neurons/users/map-account.ts";
import { mapJamfProComputer } from "./jamf-pro/devices/map-computer.ts";
import { mapJamfProMobileDevice } from "./jamf-pro/devices/map-mobile-device.ts";
import { mapJumpCloudApp } from "./jumpcloud/apps/map-app.ts";
import { mapJumpCloudSystem } from "./jumpcloud/devices/map-system.ts";

const SEPTEMBER = "2026-09-01T08:00:00.000Z";
const OCTOBER = "2026-10-30T08:00:00.000Z";
const LAST_OF_OCTOBER = "2026-10-31T08:00:00.000Z";

const computer = (general: Parameters<typeof mapJamfProComputer>[0]["general"]) =>
  mapJamfProComputer({ general });
const mobile = (
  general: Parameters<typeof mapJamfProMobileDevice>[0]["general"],
  initialEntryTimestamp?: string,
) => mapJamfProMobileDevice({ deviceType: "iOS", general, initialEntryTimestamp });

describe("the last activity is the latest sign of life", () => {
  it("of a Jamf computer, its inventory included", () => {
    const contact = { lastContact: SEPTEMBER, lastCheckIn: LAST_OF_OCTOBER, reportDate: OCTOBER };
    expect(computer(contact).last_activity_at).toBe(LAST_OF_OCTOBER);
    expect(computer({ ...contact, lastCheckIn: SEPTEMBER }).last_activity_at).toBe(OCTOBER);
    expect(computer({ lastContactTime: SEPTEMBER, reportDate: OCTOBER }).last_activity_at).toBe(OCTOBER);
  });

  it("of a Jamf mobile device", () => {
    const contact = { lastContactDate: SEPTEMBER, lastInventoryUpdateDate: OCTOBER };
    expect(mobile(contact).last_activity_at).toBe(OCTOBER);
    expect(mobile({ ...contact, lastEnrolledDate: LAST_OF_OCTOBER }).last_activity_at).toBe(LAST_OF_OCTOBER);
  });

  it("of an Ivanti device", () => {
    const contact = { id: 7, lastCheckin: Date.parse(SEPTEMBER), clientLastCheckin: Date.parse(OCTOBER) };
    expect(mapIvantiNeuronsDevice(contact).last_activity_at).toBe(OCTOBER);
    const registered = { ...contact, lastRegistrationTime: Date.parse(LAST_OF_OCTOBER) };
    expect(mapIvantiNeuronsDevice(registered).last_activity_at).toBe(LAST_OF_OCTOBER);
  });

  it("of an Applivery device, whether its row or its record is newer", () => {
    for (const [row, record] of [
      [SEPTEMBER, OCTOBER],
      [OCTOBER, SEPTEMBER],
    ]) {
      const device = { lastStatusReportTime: row, apple: { lastStatusReportTime: record } };
      expect(mapAppliveryDevice(device).last_activity_at).toBe(OCTOBER);
    }
  });

  it("of a JumpCloud system, which Google's management may have heard from later than the agent", () => {
    const googleEmmDevice = {
      deviceInformation: {
        deviceStateInfo: { lastStatusReportTime: SEPTEMBER, lastPolicySyncTime: LAST_OF_OCTOBER },
      },
    };
    expect(mapJumpCloudSystem({ lastContact: OCTOBER, googleEmmDevice }).last_activity_at).toBe(
      LAST_OF_OCTOBER,
    );
  });

  it("is not known where nothing but an enrollment is", () => {
    expect(computer({ lastEnrolledDate: OCTOBER }).last_activity_at).toBeUndefined();
    expect(
      mapIvantiNeuronsDevice({ id: 7, lastRegistrationTime: Date.parse(OCTOBER) }).last_activity_at,
    ).toBeUndefined();
  });
});

describe("the last of several dates is the latest", () => {
  it("of backups", () => {
    const backups = { lastCloudBackupDate: SEPTEMBER, lastBackupDate: OCTOBER };
    expect(mobile(backups).backup_last_success_at).toBe(OCTOBER);
  });

  it("of enrollments", () => {
    const windows = { enrolledDate: SEPTEMBER };
    expect(mapAppliveryDevice({ enrolledDate: OCTOBER, windows }).last_enrolled_at).toBe(OCTOBER);
    const system = { created: OCTOBER, appleMdmDevice: { createdAt: SEPTEMBER } };
    expect(mapJumpCloudSystem(system)).toMatchObject({
      first_enrolled_at: OCTOBER,
      last_enrolled_at: OCTOBER,
    });
  });
});

describe("times are in order", () => {
  it("where a Jamf record was entered after the last enrollment", () => {
    const general = {
      initialEntryDate: "2026-10-30",
      lastEnrolledDate: SEPTEMBER,
      reportDate: LAST_OF_OCTOBER,
    };
    expect(computer(general)).toMatchObject({ first_enrolled_at: SEPTEMBER, last_enrolled_at: SEPTEMBER });
    expect(mobile({ lastEnrolledDate: SEPTEMBER }, OCTOBER).first_enrolled_at).toBe(SEPTEMBER);
  });

  it("where the day of a Jamf server is ahead of UTC", () => {
    const general = {
      initialEntryDate: "2026-11-01",
      lastEnrolledDate: LAST_OF_OCTOBER,
      reportDate: LAST_OF_OCTOBER,
    };
    expect(computer(general)).toMatchObject({
      created_at: LAST_OF_OCTOBER,
      first_enrolled_at: LAST_OF_OCTOBER,
    });
  });

  it("where a record changed before it was made", () => {
    const dates = { createdAt: OCTOBER, updatedAt: SEPTEMBER };
    const changed = [
      mapAppliveryDevice(dates),
      mapAppliveryUser(dates),
      mapIvantiNeuronsAccount({ id: 7, createdAt: Date.parse(OCTOBER), modifiedAt: Date.parse(SEPTEMBER) }),
    ];
    for (const record of changed) expect(record).toMatchObject({ created_at: OCTOBER, updated_at: OCTOBER });
    expect(mapAppliveryUser({ createdAt: OCTOBER }).updated_at).toBeUndefined();
  });

  it("where an app was installed on the next day of its time zone", () => {
    const app = {
      insightTable: "programs",
      install_date: "20261101",
      collection_time: LAST_OF_OCTOBER,
    } as const;
    expect(mapJumpCloudApp(app)).toMatchObject({
      installed_at: LAST_OF_OCTOBER,
      last_seen_at: LAST_OF_OCTOBER,
    });
  });
});
