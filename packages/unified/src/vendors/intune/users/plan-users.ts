import {
  type EmailRef,
  isRecord,
  list,
  text,
  type UserCreate,
  type UserUpdate,
} from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { IntunePlan } from "../generated/api/client.ts";

const CREATE = "users.create";

/** The primary address becomes the user principal name, whose domain must be one of the tenant. The password has to be given. */
export function planUserCreate({ name, emails, remote_data }: UserCreate): IntunePlan {
  const { main, others } = addressesOf(emails);
  const password = passwordIn(remote_data);
  if (!password)
    throw invalidInput(CREATE, "A user needs a password. Set `remote_data.passwordProfile.password`.");
  const body = {
    accountEnabled: true,
    displayName: name,
    userPrincipalName: main,
    mailNickname: main.slice(0, main.indexOf("@")).replace(/[^\w.-]/g, ""),
    passwordProfile: { password },
    ...(others.length > 0 && { otherMails: others }),
  };
  return { operation: "createUser", body };
}

export function planUserUpdate(
  userId: string,
  { name }: Pick<UserUpdate, "name" | "remote_data">,
): IntunePlan {
  const body = name === undefined ? {} : { displayName: name };
  return { operation: "updateUser", path: { userId }, body };
}

function addressesOf(emails: readonly EmailRef[] | null | undefined) {
  const given = list(emails);
  const primary = given.find(({ is_primary }) => is_primary) ?? given[0];
  const main = text(primary?.email);
  if (!main || !/^[^@\s]+@[^@\s]+$/.test(main))
    throw invalidInput(
      CREATE,
      "A user needs an email address, which becomes the user principal name. Set `emails`.",
    );
  const others = given.filter((entry) => entry !== primary).map(({ email }) => text(email));
  if (!others.every((address) => address)) throw invalidInput(CREATE, "An address in `emails` is blank.");
  return { main, others: others.filter((address) => typeof address === "string") };
}

function passwordIn(remoteData: UserCreate["remote_data"]): string | undefined {
  const profile: unknown = remoteData?.passwordProfile;
  const password: unknown = isRecord(profile) && "password" in profile ? profile.password : undefined;
  return typeof password === "string" && password ? password : undefined;
}
