import type { Account } from "@mdmkit/ivanti-neurons";
import { type Complete, type Drift, flag, latest, text, type User } from "@mdmkit/unified/vendor";
import { filledText, time } from "../api/look-alikes.ts";
import { emailsOf, fullName, idText } from "../api/references.ts";

/** An account, which owns devices and may administer them. */
export function mapIvantiNeuronsAccount(account: Account, drift?: Drift): Complete<User, "avatar"> {
  const id = idText(account.id, drift) ?? "";
  const email = addressOf(account, drift);
  const createdAt = time(account.createdAt, drift);
  const modifiedAt = time(account.modifiedAt, drift);
  return {
    id,
    name:
      text(account.displayName, drift) ||
      fullName(account, drift) ||
      filledText(account.uid, drift) ||
      email ||
      id,
    first_name: text(account.firstName, drift),
    last_name: text(account.lastName, drift),
    emails: emailsOf(email),
    organization: undefined, // an account belongs to the tenant as a whole
    is_active: isActive(account, drift),
    created_at: createdAt,
    updated_at: modifiedAt && latest(modifiedAt, createdAt),
  };
}

/** Where an account has no address its user id often is one. */
function addressOf(account: Account, drift?: Drift): string | null | undefined {
  const address = filledText(account.emailAddress, drift);
  const userId = address ? undefined : filledText(account.uid, drift);
  return userId?.includes("@") ? userId : address;
}

function isActive(account: Account, drift?: Drift): User["is_active"] {
  const isEnabled = flag(account.enabled, drift);
  return isEnabled === true ? flag(account.locked, drift) !== true : isEnabled;
}
