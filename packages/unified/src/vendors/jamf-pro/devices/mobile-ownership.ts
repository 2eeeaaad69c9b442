import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import { type Device, type Drift, type EnrollmentType, lookup, text } from "@mdmkit/unified/vendor";
import type { MobileSections } from "./mobile-sections.ts";

type Ownership = NonNullable<JamfProSchemas["MobileDeviceGeneral"]["deviceOwnershipType"]>;
type General = MobileSections["general"];

const IS_CORPORATE: Record<Ownership, boolean> = {
  Institutional: true,
  AccountDrivenDeviceEnrollment: true,
  UserEnrollment: false,
  AccountDrivenUserEnrollment: false,
  PersonalDeviceProfile: false,
};

const ENROLLMENT_TYPE: Record<Ownership, EnrollmentType | undefined> = {
  Institutional: undefined, // by hand or by PreStage
  AccountDrivenDeviceEnrollment: "device",
  UserEnrollment: "user",
  AccountDrivenUserEnrollment: "user",
  PersonalDeviceProfile: undefined, // by a profile of its own, before Apple had any of the others
};

export function isCorporateOwned(general: General, drift?: Drift): Device["is_corporate_owned"] {
  return lookup(IS_CORPORATE, ownershipOf(general), undefined, drift);
}

export function enrollmentTypeOf(general: General, drift?: Drift): Device["enrollment_type"] {
  const ownership = ownershipOf(general);
  if (ownership !== "Institutional") return lookup(ENROLLMENT_TYPE, ownership, "unknown", drift);
  return text(general?.enrollmentMethodPrestage?.mobileDevicePrestageId, drift) ? "automated" : undefined;
}

/** The value as the document spells it; responses differ in case. */
function ownershipOf(general: General): Ownership | null | undefined {
  const ownership = general?.deviceOwnershipType;
  const wanted = typeof ownership === "string" ? ownership.toLowerCase() : undefined;
  return OWNERSHIPS.find((known) => known.toLowerCase() === wanted) ?? ownership;
}

const OWNERSHIPS: readonly Ownership[] = [
  "Institutional",
  "AccountDrivenDeviceEnrollment",
  "UserEnrollment",
  "AccountDrivenUserEnrollment",
  "PersonalDeviceProfile", // servers before 11.25
];
