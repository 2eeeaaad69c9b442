import type { NodeClass } from "@mdmkit/ninjaone";
import type { DeviceFilters, Platform } from "@mdmkit/unified/vendor";
import { ids } from "../api/errors.ts";
import { PLATFORMS } from "./platform.ts";

type OrganizationFilter = NonNullable<DeviceFilters["organization"]>;

const organizationIn = ({ id }: OrganizationFilter): number | undefined => ids.numberIn(id ?? "");

/** By class all records of a platform come, and some more; every one is compared here again. */
export const NARROWED = {
  platform: (value: Platform) => value !== "unknown" && classesOf(value).length > 0,
  organization: (value: OrganizationFilter) => organizationIn(value) !== undefined,
};

/** `df`, the vendor's own filter. Any other parameter is ignored by the vendor, and then everything comes. */
export function deviceFilter({
  platform,
  organization,
}: Pick<Partial<DeviceFilters>, "platform" | "organization">): { df?: string } {
  const terms = [
    organization && `org = ${organizationIn(organization)}`,
    platform && `class in (${classesOf(platform).join(",")})`,
  ].filter(Boolean);
  return terms.length > 0 ? { df: terms.join(" AND ") } : {};
}

/** An iPad may have been recorded as an iPhone, and what runs on other machines is not known. */
function classesOf(platform: Platform): string[] {
  const isOne = ([, own]: readonly [string, Platform | undefined]) => own === platform;
  const classes = Object.entries(PLATFORMS)
    .filter(isOne)
    .map(([name]) => name);
  const apple: readonly NodeClass[] = ["APPLE_IOS", "APPLE_IPADOS"];
  return platform === "ios" || platform === "ipados" ? [...apple] : classes;
}
