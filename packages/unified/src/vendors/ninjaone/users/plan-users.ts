import type { User as NinjaOneUserRecord } from "@mdmkit/ninjaone";
import { idAt, list, text, type UserCreate, type UserUpdate } from "@mdmkit/unified/vendor";
import { invalidInput } from "../api/errors.ts";
import type { NinjaOnePlan } from "../generated/api/client.ts";

/** An e-mail address never changes. */
export type NinjaOneUserUpdate = Pick<UserUpdate, "name" | "remote_data">;

const LONGEST_NAME = 150;

/** Finds the person behind a `uid`: writes need the id, which is unique among technicians or end users only. */
type Find = (uid: string) => Promise<NinjaOneUserRecord>;

export function createUserPlanners(find: Find) {
  return {
    /** People who are created are end users. They are not invited. */
    create: ({ name, emails }: UserCreate): NinjaOnePlan => ({
      operation: "createEndUser",
      body: { ...namesIn("users.create", name), email: addressIn(emails) },
      recordId: (response) => idAt(response, "uid"),
    }),

    async update(uid: string, { name }: NinjaOneUserUpdate): Promise<NinjaOnePlan> {
      const user = await find(uid);
      // Callers in other languages may leave the name out, to change what `remote_data` has.
      const body = name === undefined ? {} : namesIn("users.update", name);
      const path = { id: numberOf(user) };
      return isTechnician(user)
        ? { operation: "updateTechnician", path, body }
        : { operation: "patchEndUser", path, body };
    },

    async delete(uid: string): Promise<NinjaOnePlan> {
      const user = await find(uid);
      const path = { id: numberOf(user) };
      return isTechnician(user)
        ? { operation: "deleteTechnician", path }
        : { operation: "deleteEndUser", path };
    },
  };
}

const isTechnician = ({ userType }: NinjaOneUserRecord): boolean => userType === "TECHNICIAN";

function numberOf({ id }: NinjaOneUserRecord): number {
  if (typeof id === "number") return id;
  throw invalidInput("users.update", "NinjaOne does not return the id of this person.");
}

/** The last word is the last name. Both are required. */
function namesIn(operation: string, name: string): { firstName: string; lastName: string } {
  const words = text(name)?.split(/\s+/) ?? [];
  const lastName = words.pop() ?? "";
  const firstName = words.join(" ");
  if (!firstName) throw invalidInput(operation, "`name` must have a first and a last name.");
  if (firstName.length > LONGEST_NAME || lastName.length > LONGEST_NAME)
    throw invalidInput(operation, `First and last name must have at most ${LONGEST_NAME} characters each.`);
  return { firstName, lastName };
}

function addressIn(emails: UserCreate["emails"]): string {
  const given = list(emails);
  const [main] = given.filter(({ is_primary }) => is_primary).concat(given);
  const address = text(main?.email);
  if (!address) throw invalidInput("users.create", "NinjaOne requires an email address. Set `emails`.");
  if (given.length > 1) throw invalidInput("users.create", "NinjaOne keeps one email address.");
  return address;
}
