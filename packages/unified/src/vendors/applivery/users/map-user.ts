import type { MdmUser } from "@mdmkit/applivery";
import {
  type Complete,
  type Drift,
  type EmailRef,
  latest,
  text,
  toRfc3339,
  type User,
} from "@mdmkit/unified/vendor";

/** Marks the address a user is known by. */
export const PRIMARY = "primary";

/** Marks the address a user has at Apple among the others. */
export const MANAGED_APPLE_ID = "managed_apple_id";

/** A user has one name, which may be missing, and an e-mail address that never changes. */
export function mapAppliveryUser(user: MdmUser, drift?: Drift): Complete<User, "avatar"> {
  const id = text(user.id, drift) ?? "";
  const createdAt = toRfc3339(user.createdAt, drift);
  const updatedAt = toRfc3339(user.updatedAt, drift);
  return {
    id,
    name: text(user.name, drift) || text(user.email, drift) || id,
    first_name: undefined, // not split from the name: that would be a guess
    last_name: undefined,
    emails: emailsOf(user, drift),
    organization: undefined, // a user says none; the workspace is that of the client
    is_active: undefined,
    created_at: createdAt,
    updated_at: updatedAt && latest(updatedAt, createdAt),
  };
}

function emailsOf(user: MdmUser, drift?: Drift): EmailRef[] {
  const email = text(user.email, drift);
  const appleId = text(user.managedAppleId, drift);
  return [
    ...(email ? [{ email, type: PRIMARY, is_primary: true }] : []),
    ...(appleId ? [{ email: appleId, type: MANAGED_APPLE_ID, is_primary: false }] : []),
  ];
}
