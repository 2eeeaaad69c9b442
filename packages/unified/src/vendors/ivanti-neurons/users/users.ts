import type { Account } from "@mdmkit/ivanti-neurons";
import { propertyIs } from "@mdmkit/ivanti-neurons";
import {
  idAt,
  list,
  type PrimaryCall,
  text,
  type UserContract,
  type UserCreate,
} from "@mdmkit/unified/vendor";
import { invalidInput, notFound } from "../api/errors.ts";
import { ORDER } from "../api/list-position.ts";
import { everyRow, readRows } from "../api/read-rows.ts";
import { idText } from "../api/references.ts";
import { listPart } from "../api/responses.ts";
import type { IvantiNeuronsApi, IvantiNeuronsPlan } from "../generated/api/client.ts";
import { unsetInIvantiNeuronsAccount } from "../generated/api/unset.ts";
import { mapIvantiNeuronsAccount } from "./map-account.ts";

const PAGE_SIZE = 500;

/** Accounts. What is documented of them is little: they can be listed and created. */
export function createUsers(client: IvantiNeuronsApi) {
  const page = async (
    paging: { start: number; rows: number; fq?: string },
    primary: PrimaryCall | undefined,
  ) => listPart(await client.listUsers({ query: { ...ORDER, ...paging } }, primary), "listUsers");

  return {
    async list({ cursor, limit, primary }) {
      const start = Number(cursor ?? 0);
      const { rows, ...facts } = await readRows({ start, limit }, (size) =>
        page({ start, rows: size }, primary),
      );
      return { items: rows, ...facts };
    },

    /** There is no call for one account. Should the vendor not know this filter, all accounts are looked through. */
    async get(id, { primary }) {
      const isId = /^\d{1,15}$/.test(id);
      const load = (paging: { start: number; rows: number }) =>
        page({ ...paging, fq: propertyIs("id", id) }, primary);
      const pages = isId ? everyRow(PAGE_SIZE, load) : [];
      for await (const { rows } of pages) {
        const found = rows.find((account) => idText(account?.id) === id);
        if (found) return found;
      }
      throw notFound(
        "listUsers",
        "404: the user does not exist, or this administrator cannot see it. Check the id.",
      );
    },

    unset: unsetInIvantiNeuronsAccount,
    map: mapIvantiNeuronsAccount,
    create: planUserCreate,
  } satisfies Partial<UserContract<Account>>;
}

/** A new account has an address and nothing else, so a name that differs from the address is refused, not dropped. */
export function planUserCreate({ name, emails }: UserCreate): IvantiNeuronsPlan {
  const [address, another] = list(emails);
  const email = text(address?.email);
  const isPlain = (address?.type ?? "primary") === "primary";
  if (!email || another || !isPlain || text(name) !== email) {
    const message =
      "A new user has one primary email address, which is also the name. Set both `emails` and `name` to it.";
    throw invalidInput("users.create", message);
  }
  const body = {
    "accounts[0].emailAddress": email,
    "accounts[0].accountSource": "LOCAL",
    "accounts[0].uid": email,
  } as const;
  return { operation: "createUser", body, recordId: (response) => idAt(response, "result", "id") };
}
