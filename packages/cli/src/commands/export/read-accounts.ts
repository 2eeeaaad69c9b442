import type { Listing, ListReport } from "@mdmkit/unified";
import type { Session } from "../../account/session.ts";
import type { Call } from "../../args/call.ts";
import type { AccountPart } from "../../export/account-part.ts";
import { joinReports } from "../../export/join-reports.ts";
import { createProgress } from "../../output/progress.ts";
import type { Resource } from "../../resource.ts";
import { listOf } from "../records/list-accounts.ts";

/** What was read of one account. */
export type Outcome = Reading & {
  readonly report: Readonly<ListReport> | undefined;
  readonly error?: unknown;
};

type Reading = { readonly session: Session; readonly part: AccountPart };

type ReadOptions = {
  readonly resource: Resource;
  readonly list: { readonly hydrate: readonly string[]; readonly [option: string]: unknown };
  /** A list that ended incomplete is not read again. */
  readonly accepts: boolean;
};

/** Reads the accounts side by side, each where its part ends. One that fails does not stop the others. */
export async function readAccounts(
  call: Call,
  accounts: readonly Reading[],
  options: ReadOptions,
): Promise<Outcome[]> {
  const { resource, list, accepts } = options;
  const kept = recordsOf(accounts);
  if (kept > 0) await call.info(`Going on with an interrupted export: ${kept} ${resource} were read before.`);
  const quiet = call.globals.quiet ?? false;
  const progress = createProgress(call.context, { label: `Reading ${resource}`, quiet });
  const draw = () => progress.update({ done: recordsOf(accounts), total: totalOf(accounts) });
  try {
    return await Promise.all(
      accounts.map(async ({ session, part }): Promise<Outcome> => {
        const open = (cursor: string | null) =>
          listOf(session, resource, { ...list, ...(cursor !== null && { cursor }) });
        const failure = await readAccount(part, { open, accepts, draw }).then(
          () => ({}),
          (error: unknown) => ({ error }),
        );
        return { session, part, report: joinReports(part.progress.reports), ...failure };
      }),
    );
  } finally {
    progress.clear();
  }
}

export const recordsOf = (accounts: readonly Reading[]): number =>
  accounts.reduce((sum, { part }) => sum + part.progress.records, 0);

/** Null until every account has said its total. */
function totalOf(accounts: readonly Reading[]): number | null {
  const totals = accounts.flatMap(({ part }) => part.progress.reports.at(-1)?.total ?? []);
  return totals.length < accounts.length ? null : totals.reduce((sum, total) => sum + total, 0);
}

type PartOptions = Pick<ReadOptions, "accepts"> & {
  open(cursor: string | null): Listing<{ id: string }>;
  /** Called after each page. */
  draw(): void;
};

async function readAccount(part: AccountPart, { open, accepts, draw }: PartOptions): Promise<void> {
  if (part.progress.ended) {
    if (accepts || joinReports(part.progress.reports)?.complete) return;
    await part.restart();
  }
  const listing = open(part.progress.cursor);
  for await (const page of listing.pages()) {
    await part.append(page, listing.report);
    draw();
  }
  await part.finish(listing.report);
}
