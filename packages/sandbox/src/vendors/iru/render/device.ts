import type { Row } from "../../../engine/records/values.ts";
import type { PhysicalDevice } from "../../../fleet/device.ts";
import { BLUEPRINT_IDS, DEVICE_IDS } from "../ids.ts";
import { BLUEPRINTS, type Inventory } from "../inventory.ts";
import { inRecords, ofEnrollment } from "../times.ts";

const DAY = 86_400_000;

/** A device as lists and single reads have it. Phones are said to have an agent, and blank text stands for a missing user. */
export function renderDevice(
  index: number,
  { inventory, user, now }: { inventory: Inventory; user: Row | undefined; now: number },
): Row {
  const device: PhysicalDevice = inventory.device(index);
  const { os, model, lastSeenAt, enrolledAt } = device;
  const platform = inventory.platform(index);
  const isRemoved = inventory.isRemoved(index);
  const hasAgent = platform !== "Mac" || (!isRemoved && lastSeenAt !== null);
  const blueprint = inventory.blueprint(index);
  return {
    device_id: DEVICE_IDS.id(index),
    device_name: device.name,
    model: isRemoved ? "" : model.name,
    serial_number: device.serial ?? "",
    platform,
    os_version: isRemoved ? "" : os.version,
    supplemental_build_version: isRemoved ? null : os.build,
    supplemental_os_version_extra: device.index % 9 === 4 ? "(a)" : "",
    last_check_in: lastSeenAt === null ? "" : inRecords(lastSeenAt),
    user: user ?? "",
    asset_tag: device.assetTag ?? "",
    blueprint_id: BLUEPRINT_IDS.id(blueprint),
    mdm_enabled: !isRemoved,
    agent_installed: hasAgent,
    is_missing: !isRemoved && lastSeenAt !== null && lastSeenAt < now - 30 * DAY,
    is_removed: isRemoved,
    agent_version: hasAgent && platform === "Mac" ? "5.1.22 (5390)" : "",
    first_enrollment: ofEnrollment(enrolledAt),
    last_enrollment: ofEnrollment(enrolledAt),
    blueprint_name: BLUEPRINTS[blueprint],
    lost_mode_status: platform !== "Mac" && device.index % 5 === 1 ? "ENABLED" : "",
    tags: inventory.tags(index),
  };
}

/** What a device has of its user. */
export function asDeviceUser({ id, name, email, archived }: Row): Row {
  return { email, name, id, is_archived: archived };
}
