import { PermissionError, UnsupportedOperationError } from "@mdmkit/runtime";
import type { GroupFilters } from "../contract/model.ts";
import type { Page, PageRequest } from "../contract/resource-contract.ts";

type Request = PageRequest<GroupFilters>;

/** Groups that a vendor has in two lists. */
export type GroupLists<Raw> = {
  /** Groups of devices; with the filter `device`, those that it is in. */
  device(request: Request): Promise<Page<Raw>>;
  /** Groups of users; with the filter `user`, those that it is in. */
  user(request: Request): Promise<Page<Raw>>;
  /** The operation that lists groups of users, for the report. */
  readonly userOperation: string;
  /** The error for a cursor that `listGroups` did not make. */
  invalidCursor(operation: string): Error;
};

/**
 * A page of the groups of devices, then of users, for vendors that have them apart and push the filters `device`, `user` and
 * `member_type`. Where the account may not read groups of users and did not ask for them, those of devices are given, and the report says
 * that the list is short, and why.
 */
export async function listGroups<Raw>(request: Request, lists: GroupLists<Raw>): Promise<Page<Raw>> {
  const [first, ...others] = listsFor(request.filters);
  if (!first) return { items: [] };
  if (others.length === 0) return lists[first](request);
  return pageInTurn(request.cursor, {
    device: (cursor) => lists.device({ ...request, cursor }),
    user: (cursor) => ofUsers({ ...request, cursor }, lists),
    invalidCursor: () => lists.invalidCursor("groups.list"),
  });
}

/** Two lists that follow one another in one. Each has cursors of its own. */
export type ListsInTurn<Raw> = {
  /** The first list. */
  device(cursor: string | undefined): Promise<Page<Raw>>;
  /** The second list. */
  user(cursor: string | undefined): Promise<Page<Raw>>;
  /** The error for a cursor that `pageInTurn` did not make. */
  invalidCursor(): Error;
};

/** A page of a list of devices, or of their groups, and then of users or theirs. */
export async function pageInTurn<Raw>(
  cursor: string | undefined,
  lists: ListsInTurn<Raw>,
): Promise<Page<Raw>> {
  const [, name, inner] = /^(device|user):(.*)$/s.exec(cursor ?? "device:") ?? [];
  if (inner === undefined) throw lists.invalidCursor();
  if (name === "user") {
    const { total: _, next, ...page } = await lists.user(inner || undefined);
    return { ...page, ...(next !== undefined && { next: `user:${next}` }) };
  }
  const { total: _, mayBeLast: __, next, ...page } = await lists.device(inner || undefined);
  return { ...page, next: next === undefined ? "user:" : `device:${next}` };
}

async function ofUsers<Raw>(
  request: Request,
  { user, userOperation: operation }: GroupLists<Raw>,
): Promise<Page<Raw>> {
  try {
    return await user(request);
  } catch (error) {
    if (!(error instanceof PermissionError || error instanceof UnsupportedOperationError)) throw error;
    return { items: [], doubt: "short", gaps: [{ fields: [], operation, reason: error.message }] };
  }
}

/** The lists that can have what the filters ask for. No group has a device and a user. */
function listsFor({ device, user, member_type: type }: Partial<GroupFilters>): ("device" | "user")[] {
  return (["device", "user"] as const).filter(
    (name) =>
      (type === undefined || type === name) &&
      (device === undefined || name === "device") &&
      (user === undefined || name === "user"),
  );
}

const USER_GROUP = "user-group-";

/** The id of a group of users, where a vendor numbers them apart from groups of devices, or reads them by other operations. */
export const userGroupId = (id: string | null | undefined): string => (id ? `${USER_GROUP}${id}` : "");

/** The vendor's id of a group of users; undefined for the id of another group. */
export const idOfUserGroup = (id: string): string | undefined =>
  id.startsWith(USER_GROUP) ? id.slice(USER_GROUP.length) : undefined;
