import type { Account } from "@mdmkit/ivanti-neurons";
import type { User } from "../../../contract/model.ts";
import type { Complete } from "../../../mapping/complete.ts";
import { flag, text } from "../../../mapping/values.ts";
import { said, time } from "../api/look-alikes.ts";
import { emailsOf, idText } from "../api/references.ts";

/** An account, which owns devices and may administer them. */
export function mapIvantiNeuronsAccount(account: Account): Complete<User> {
  const id = idText(account.id) ?? "";
  const fullName = [account.firstName, account.lastName].map(text).filter(Boolean).join(" ");
  const email = addressOf(account);
  return {
    id,
    name: text(account.displayName) || fullName || said(account.uid) || email || id,
    first_name: text(account.firstName),
    last_name: text(account.lastName),
    emails: emailsOf(email),
    organization: undefined, // an account belongs to the tenant as a whole
    is_active: isActive(account),
    avatar: undefined,
    created_at: time(account.createdAt),
    updated_at: time(account.modifiedAt),
    remote_data: undefined, // attached by the engine
  };
}

/** Where an account has no address its user id often is one. */
function addressOf({ emailAddress, uid }: Account): string | null | undefined {
  const address = said(emailAddress);
  const userId = address ? undefined : said(uid);
  return userId?.includes("@") ? userId : address;
}

function isActive({ enabled, locked }: Account): User["is_active"] {
  const isEnabled = flag(enabled);
  return isEnabled === true ? flag(locked) !== true : isEnabled;
}
