import { type Complete, type Drift, toRfc3339, type User } from "@mdmkit/unified/vendor";
import type { FleetUserRecord } from "../api/record.ts";
import { identityOf } from "./owner.ts";

/** A person to whom hosts are mapped. The users of Fleet itself are administrators, and none of them. */
export function mapFleetUser(user: FleetUserRecord, drift?: Drift): Complete<User, "nameParts"> {
  const { id, name, emails } = identityOf(user, drift);
  return {
    id,
    name,
    emails,
    organization: undefined, // that of the server, for everybody
    is_active: undefined,
    avatar: undefined,
    created_at: undefined,
    updated_at: toRfc3339(user.end_user?.idp_info_updated_at, drift),
  };
}
