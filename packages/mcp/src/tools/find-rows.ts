import { InvalidInputError } from "@mdmkit/runtime";
import type { Capability, Listing, ListOptions, Mdm, Vendor } from "@mdmkit/unified";
import type { FleetAccount } from "../fleet/fleet.ts";
import { estimateTokens } from "../output/tokens.ts";
import { MAX_CONTENT_TOKENS, quoted, type ToolOutput, visible } from "../output/tool-result.ts";
import { RESOURCES, type Resource } from "../schema/document.ts";
import { accountsFor } from "./accounts.ts";
import { listProblems } from "./list-problems.ts";
import { decodePosition, encodePosition, type Position } from "./position.ts";
import { fieldsFor, rowOf } from "./rows.ts";
import type { ToolCall } from "./tool.ts";

/** Arguments of such a tool. */
export type FindInput = {
  readonly account?: string;
  readonly fields?: readonly string[];
  readonly limit?: number;
  readonly cursor?: string;
  readonly [filter: string]: unknown;
};

/** Rows, unless another number is asked for. */
export const DEFAULT_LIMIT = 100;
/** What the rest of a result takes: its first line, columns and cursor. */
const FRAME_TOKENS = 1500;
const CELL_TOKENS = 1000;
const ROW_TOKENS = 8000;

/** A list that rows are made of. */
export type RowSource = {
  readonly one: string;
  readonly many: string;
  readonly capability: Capability;
  list(mdm: Mdm<Vendor>, options: ListOptions): Listing<object>;
};

/** The list of a resource. */
export function sourceOf(resource: Resource): RowSource {
  return {
    one: RESOURCES[resource].one,
    many: resource,
    capability: `${resource}.list`,
    list(mdm, options) {
      const { list }: { list(options: object): Listing<object> } = mdm[resource];
      return list(options);
    },
  };
}

type Search = {
  readonly defaults: readonly string[];
  readonly input: FindInput;
  readonly call: ToolCall;
};

/** Rows of all accounts, or of one, as many as fit. */
export async function find(source: RowSource, { defaults, input, call }: Search): Promise<ToolOutput> {
  const { account, fields = defaults, limit = DEFAULT_LIMIT, cursor, ...filters } = input;
  const accounts = await accountsFor(call, account);
  const columns = accounts.length > 1 ? ["account", ...fields] : fields;
  const rows = createRows(limit);
  const problems: string[] = [];
  let total: number | null = cursor === undefined ? 0 : null;
  let isCounted = false;
  let next: Position | undefined = cursor === undefined ? startOf(accounts) : decodePosition(cursor);
  if (next && !accounts.some(({ id }) => id === next?.account))
    throw new InvalidInputError("The cursor is of another account.");
  while (next && !rows.isFull()) {
    const position: Position = next;
    const index = accounts.findIndex(({ id }) => id === position.account);
    const one = accounts[index];
    if (!one) break;
    next = startOf(accounts.slice(index + 1));
    try {
      const page = await readPage(source, { account: one, position, filters, fields, limit, call });
      if (position.cursor === undefined && position.skip === 0)
        total = page.total === null || total === null ? null : total + page.total;
      if (index === accounts.length - 1) isCounted = true;
      const items = page.items.slice(position.skip);
      const taken = items.findIndex(
        (item) => !rows.add([...(accounts.length > 1 ? [one.name] : []), ...rowOf(item, fields)]),
      );
      if (taken >= 0) next = { ...position, skip: position.skip + taken };
      else if (page.next !== null) next = { account: one.id, cursor: page.next, skip: 0 };
      problems.push(...page.problems);
    } catch (error) {
      const why = accounts.length > 1 ? call.fleet.explain(error) : undefined;
      if (why === undefined) throw error;
      total = null;
      problems.push(`Account ${quoted(one.name)} could not be read: ${why}`);
    }
  }
  const shown = rows.rows.length;
  if (rows.hasCut()) problems.push("Long values were cut; `get_record` shows them.");
  // A vendor's total is of use only as long as it is not less than what there is.
  const all = isCounted && total !== null && total >= shown ? total : null;
  if (next) problems.unshift(`Narrow the filters, choose fewer fields, or continue with \`cursor\`.`);
  return {
    summary: summaryOf(source, {
      shown,
      total: next ? all : null,
      isPart: next !== undefined || cursor !== undefined,
    }),
    problems: [...new Set(problems)],
    content: {
      columns,
      rows: rows.rows,
      shown,
      total: all,
      complete: problems.length === 0,
      next_cursor: next ? encodePosition(next) : null,
    },
  };
}

function startOf([first]: readonly FleetAccount[]): Position | undefined {
  return first && { account: first.id, skip: 0 };
}

function summaryOf(
  { one, many }: RowSource,
  { shown, total, isPart }: { shown: number; total: number | null; isPart: boolean },
): string {
  const noun = shown === 1 && total === null ? one : many;
  if (total !== null) return `Shown ${shown} of ${total.toLocaleString("en")} ${noun}.`;
  return isPart ? `Shown ${shown} ${noun}.` : `${shown} ${noun}.`;
}

/** Rows up to a number and up to what a result can hold. */
function createRows(limit: number) {
  const rows: unknown[][] = [];
  let tokens = FRAME_TOKENS;
  let isFull = false;
  let isCut = false;
  const fitting = (row: unknown[]) => {
    const most = Math.min(CELL_TOKENS, ROW_TOKENS / row.length);
    return row.map((cell) => {
      const text = JSON.stringify(cell);
      if (estimateTokens(text) <= most) return cell;
      isCut = true;
      return `${text.slice(0, most)}… (cut)`; // no character is less than a token
    });
  };
  return {
    rows,
    /** Whether values were too long. */
    hasCut: () => isCut,
    isFull: () => isFull || rows.length >= limit,
    /** Whether the row was added. */
    add(record: unknown[]): boolean {
      if (rows.length >= limit) return false;
      const row = fitting(record);
      const more = estimateTokens(JSON.stringify(visible(row))) + 1;
      if (tokens + more > MAX_CONTENT_TOKENS) {
        isFull = true;
        return false;
      }
      tokens += more;
      rows.push(row);
      return true;
    },
  };
}

type PageQuery = {
  readonly account: FleetAccount;
  readonly position: Position;
  readonly filters: object;
  readonly fields: readonly string[];
  readonly limit: number;
  readonly call: ToolCall;
};

async function readPage(
  source: RowSource,
  { account, position, filters, fields, limit, call: { fleet, signal } }: PageQuery,
) {
  return fleet.use(account, { capability: source.capability, signal }, async (mdm) => {
    const listing = source.list(mdm, {
      ...filters,
      ...(position.cursor !== undefined && { cursor: position.cursor }),
      fields: fieldsFor(fields),
      remoteData: false,
      signal,
    });
    const { items, next } = await listing.page({ limit: limit + position.skip });
    const { report, plan } = listing;
    return {
      items,
      next,
      total: plan.local.length === 0 ? report.total : null,
      problems: listProblems(account.name, report),
    };
  });
}
