import type { DevicePlatform } from "@mdmkit/iru";
import { type DeviceFilters, isUuid, type Platform, serialNumber } from "@mdmkit/unified/vendor";

type Ref = { id?: string | null | undefined; name?: string | null | undefined };

const PLATFORM_NAMES: Partial<Record<Platform, DevicePlatform>> = {
  macos: "Mac",
  ios: "iPhone",
  ipados: "iPad",
};

const idIn = ({ id }: Ref): string | undefined => (typeof id === "string" && isUuid(id) ? id : undefined);

/** The name of a tag is its id, too. */
const tagIn = ({ id, name }: Ref): string | undefined => name || id || undefined;

/** The vendor finds a part of most texts, so every record is compared here again. */
export const NARROWED = {
  serial_number: (value: string) => serialNumber(value) === value,
  model: () => true,
  os_version: () => true,
  platform: (value: Platform) => PLATFORM_NAMES[value] !== undefined,
  tags: (value: Ref) => tagIn(value) !== undefined,
  owner: (value: Ref) => idIn(value) !== undefined,
  policy: (value: Ref) => idIn(value) !== undefined,
};

/** Parameters of the list for filters that it narrows by. */
export function deviceQuery({
  serial_number,
  model,
  os_version,
  platform,
  tags,
  owner,
  policy,
}: Partial<DeviceFilters>) {
  return {
    serial_number,
    model,
    os_version,
    platform: platform && PLATFORM_NAMES[platform],
    tag_name: tags && tagIn(tags),
    user_id: owner && idIn(owner),
    blueprint_id: policy && idIn(policy),
  };
}
