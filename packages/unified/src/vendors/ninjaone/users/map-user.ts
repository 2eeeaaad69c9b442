import type { User as NinjaOneUserRecord } from "@mdmkit/ninjaone";
import { type Complete, type Drift, flag, idText, text, type User } from "@mdmkit/unified/vendor";
import { nameOf } from "../devices/device-parts.ts";

/** A technician or an end user. Ids of the two overlap, so the id is the `uid`. */
export function mapNinjaOneUser(user: NinjaOneUserRecord, drift?: Drift): Complete<User, "times"> {
  const id = text(user.uid, drift) ?? "";
  const email = text(user.email, drift);
  const organizationId = idText(user.organizationId, drift);
  return {
    id,
    name: nameOf(user, drift) ?? email ?? id,
    first_name: text(user.firstName, drift),
    last_name: text(user.lastName, drift),
    emails: email ? [{ email, type: "primary", is_primary: true }] : undefined,
    organization: organizationId == null ? organizationId : { id: organizationId, name: undefined },
    is_active: flag(user.enabled, drift),
    avatar: undefined,
  };
}
