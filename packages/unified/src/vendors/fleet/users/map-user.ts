import { type Complete, type Drift, text, toRfc3339, type User, urlSafeId } from "@mdmkit/unified/vendor";
import type { FleetUserRecord } from "../api/record.ts";
import { emailsOf, readEndUser, readMapping } from "./owner.ts";

/** A person to whom hosts are mapped. The users of Fleet itself are administrators, and none of them. */
export function mapFleetUser(user: FleetUserRecord, drift?: Drift): Complete<User, "avatar" | "nameParts"> {
  const own = readMapping(user, drift);
  return {
    id: urlSafeId(own.address), // lists have no ids of people, so an address stands for one
    name: text(user.end_user?.idp_full_name, drift) || own.address,
    emails: emailsOf(own, [own, ...readEndUser(user.end_user, drift)]),
    organization: undefined, // that of the server, for everybody
    is_active: undefined,
    created_at: undefined,
    updated_at: toRfc3339(user.end_user?.idp_info_updated_at, drift),
  };
}
