import type { User as IruUserRecord } from "@mdmkit/iru";
import {
  type Complete,
  type Drift,
  flag,
  latest,
  looseTimeToRfc3339,
  primaryEmail,
  text,
  type User,
} from "@mdmkit/unified/vendor";

/** A person of a connected directory. An archived one is no longer in it. */
export function mapIruUser(user: IruUserRecord, drift?: Drift): Complete<User, "avatar" | "nameParts"> {
  const id = text(user.id, drift) ?? "";
  const email = text(user.email, drift);
  const createdAt = looseTimeToRfc3339(user.created_at, drift);
  const updatedAt = looseTimeToRfc3339(user.updated_at, drift);
  const isActive = flag(user.active, drift);
  const isArchived = flag(user.archived, drift);
  return {
    id,
    name: text(user.name, drift) || email || id,
    emails: primaryEmail(email),
    organization: undefined, // the directory is no organization
    is_active: isArchived ? false : isActive,
    created_at: createdAt,
    updated_at: updatedAt && latest(updatedAt, createdAt),
  };
}
