import type { User as NinjaOneUserRecord } from "@mdmkit/ninjaone";
import {
  type Complete,
  type Drift,
  flag,
  idText,
  primaryEmail,
  refTo,
  text,
  type User,
} from "@mdmkit/unified/vendor";
import { nameOf } from "../devices/device-parts.ts";

/** A technician or an end user. Ids of the two overlap, so the id is the `uid`. */
export function mapNinjaOneUser(user: NinjaOneUserRecord, drift?: Drift): Complete<User, "avatar" | "times"> {
  const id = text(user.uid, drift) ?? "";
  const email = text(user.email, drift);
  return {
    id,
    name: nameOf(user, drift) ?? email ?? id,
    first_name: text(user.firstName, drift),
    last_name: text(user.lastName, drift),
    emails: primaryEmail(email),
    organization: refTo(idText(user.organizationId, drift), undefined),
    is_active: flag(user.enabled, drift),
  };
}
