import { assertAllowed } from "../accounts/use-account.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import { showChange, showRecord, showWalk } from "../fleet/show-fleet.ts";
import { invalidCursor, markOf, readCursor, writeCursor } from "../input/page-cursor.ts";
import type { CallDetails } from "../operations/call-details.ts";
import type { Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import { chosenAccounts } from "../several-accounts/chosen-accounts.ts";
import { toConflict, toJoined } from "../several-accounts/join-accounts.ts";
import { RECORD_SORTS, type RecordPosition } from "../store/fleet/fleet-record.ts";
import type { Services } from "./services.ts";

type Fleet = Pick<
  Handlers,
  "listFleetRecords" | "getFleetRecordHistory" | "listFleetChanges" | "listFleetWalks" | "joinFleetDevices"
>;

const PAGE = 100;
/** What pages of a list must have in common. */
const SAME = "resource and order";

/** Stored records of the accounts, and what changed. */
export function createFleet({ store, fleet }: Services): Fleet {
  const idsOf = async (details: CallDetails, ids: readonly string[] | undefined) =>
    (await chosenAccounts(store, details, ids)).map(({ id }) => id);
  return {
    async listFleetRecords({ query, details }) {
      const { resource = "devices", sort = "id", limit = PAGE, next_cursor, missing } = query;
      const descending = sort.startsWith("-");
      const field = RECORD_SORTS.find((name) => name === sort.replace("-", "")) ?? "id";
      const mark = markOf([resource, sort]);
      const { records, next } = await fleet.records({
        ...{ resource, missing, limit, descending, sort: field, equal: equalIn(query) },
        accounts: await idsOf(details, query.integrated_account_ids),
        changedSince: query.changed_since,
        after: next_cursor === undefined ? undefined : readPosition(next_cursor, mark),
      });
      return json({
        result: records.map(showRecord),
        result_count: records.length,
        next_cursor: next && writePosition(next, mark),
      });
    },
    async getFleetRecordHistory({ path, query, details }) {
      const { integrated_account_id: account, resource = "devices", limit = PAGE, next_cursor } = query;
      assertAllowed(details, account);
      const before = readNumber(next_cursor);
      const { items, next } = await fleet.history({ account, resource, id: path.id, before, limit });
      if (items.length === 0 && before === undefined)
        throw new GatewayError(404, "No stored record of this account has this id.");
      return json(pageOf(items.map(showChange), next));
    },
    async listFleetChanges({ query, details, signal }) {
      const { after, resource, kind: kinds, wait = 0, limit = PAGE } = query;
      const accounts = await idsOf(details, query.integrated_account_ids);
      const waitMs = wait * 1000;
      const { changes, next } = await fleet.changes(
        { after, accounts, resource, kinds, waitMs, limit },
        signal,
      );
      return json({ result: changes.map(showChange), result_count: changes.length, next_after: next });
    },
    async listFleetWalks({ query, details }) {
      const { sync_id, limit = PAGE, next_cursor } = query;
      const accounts = await idsOf(details, query.integrated_account_ids);
      const sync = sync_id === undefined ? undefined : Number(sync_id);
      const { items, next } = await fleet.walks({ accounts, sync, before: readNumber(next_cursor), limit });
      return json(pageOf(items.map(showWalk), next));
    },
    async joinFleetDevices({ query, details }) {
      const { limit = PAGE, next_cursor } = query;
      const mark = markOf(["joined devices"]);
      const { devices, conflicts, next } = await fleet.devices({
        accounts: await idsOf(details, query.integrated_account_ids),
        equal: equalIn(query),
        after: next_cursor === undefined ? undefined : readPosition(next_cursor, mark),
        limit,
      });
      return json({
        result: devices.map(toJoined),
        result_count: devices.length,
        conflicts: conflicts.map(toConflict),
        next_cursor: next && writePosition(next, mark),
      });
    },
  };
}

const EQUAL = ["name", "serial_number", "platform"] as const;

/** The filters that compare a field. */
function equalIn(query: { readonly [Name in (typeof EQUAL)[number]]?: string }): Record<string, string> {
  return Object.fromEntries(
    EQUAL.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])),
  );
}

function pageOf<Item>(result: Item[], next: number | null) {
  return { result, result_count: result.length, next_cursor: next === null ? null : String(next) };
}

function readNumber(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^[1-9]\d{0,14}$/.test(cursor)) return Number(cursor);
  throw invalidCursor(SAME);
}

function readPosition(text: string, ownMark: string): RecordPosition {
  const [mark, value, sync, id] = readCursor(text);
  if (mark === ownMark && typeof value === "string" && Number.isInteger(sync) && typeof id === "string")
    return { value, sync: Number(sync), id };
  throw invalidCursor(SAME);
}

const writePosition = ({ value, sync, id }: RecordPosition, mark: string): string =>
  writeCursor(mark, value, sync, id);
