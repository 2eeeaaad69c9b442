import type { UnifiedComponents } from "@mdmkit/unified";
import { accountNotFound } from "../accounts/open-accounts.ts";
import { GatewayError } from "../errors/gateway-error.ts";
import { isCron, nightly } from "../fleet/cron.ts";
import { showWalk } from "../fleet/show-fleet.ts";
import type { Handlers } from "../operations/operation.ts";
import { json } from "../operations/reply.ts";
import { toAccountId } from "../store/account-id.ts";
import type { Sync } from "../store/fleet/sync.ts";
import type { Walk } from "../store/fleet/walk.ts";
import type { IntegratedAccount } from "../store/store.ts";
import type { Services } from "./services.ts";

type Schemas = UnifiedComponents["schemas"];
type Syncs = Pick<Handlers, "listSyncs" | "createSync" | "getSync" | "updateSync" | "deleteSync" | "runSync">;
type Latest = { readonly walk: Walk; readonly completeAt: string | null };

/** The lists that are read on a schedule. Processes that run walks notice changes to them by themselves. */
export function createSyncs({ store, opener, wakeWalks }: Services): Syncs {
  const { syncs, walks } = store.fleet;

  async function show(sync: Sync): Promise<Schemas["Sync"]> {
    const [account, latest] = await Promise.all([store.accounts.get(sync.account), walks.latest()]);
    return showSync(sync, account, latest.get(sync.id));
  }

  return {
    async listSyncs() {
      const [all, accounts, latest] = await Promise.all([
        syncs.list(),
        store.accounts.list(),
        walks.latest(),
      ]);
      const byId = new Map(accounts.map((account) => [account.id, account]));
      return json({ result: all.map((sync) => showSync(sync, byId.get(sync.account), latest.get(sync.id))) });
    },
    async createSync({ body, details }) {
      const account = await store.accounts.get(toAccountId(body.integrated_account_id) ?? "");
      if (!account) throw accountNotFound();
      details.account = account;
      const { resource = "devices", full_schedule = nightly(account.id), incremental_schedule = null } = body;
      assertCron("full_schedule", full_schedule);
      assertCron("incremental_schedule", incremental_schedule);
      const { vendor } = await opener.open(account.id, account);
      if (!vendor[resource]) throw new GatewayError(422, `${vendor.name} has no list of ${resource}.`);
      const sync = await syncs.add({
        ...{ account: account.id, resource, fullSchedule: full_schedule },
        incrementalSchedule: incremental_schedule,
      });
      if (!sync) throw new GatewayError(409, "This account has a sync of this resource.");
      details.recordId = String(sync.id);
      wakeWalks();
      return json(await show(sync));
    },
    getSync: async ({ path }) => json(await show(assertFound(await syncs.get(Number(path.id))))),
    async updateSync({ path, body }) {
      assertCron("full_schedule", body.full_schedule);
      assertCron("incremental_schedule", body.incremental_schedule);
      const sync = await syncs.update(Number(path.id), {
        ...(body.full_schedule !== undefined && { fullSchedule: body.full_schedule }),
        ...(body.incremental_schedule !== undefined && { incrementalSchedule: body.incremental_schedule }),
        ...(body.paused !== undefined && { paused: body.paused }),
      });
      wakeWalks();
      return json(await show(assertFound(sync)));
    },
    async deleteSync({ path }) {
      if (!(await syncs.remove(Number(path.id)))) throw syncNotFound();
      wakeWalks();
      return { kind: "nothing" };
    },
    async runSync({ path, body }) {
      const sync = assertFound(await syncs.get(Number(path.id)));
      if (!(await syncs.request(sync.id, body.kind ?? "full")))
        throw new GatewayError(409, sync.paused ? "The sync is paused." : "A walk is queued already.");
      wakeWalks();
      return json(await show(assertFound(await syncs.get(sync.id))));
    },
  };
}

function assertFound(sync: Sync | undefined): Sync {
  if (sync) return sync;
  throw syncNotFound();
}

function syncNotFound(): GatewayError {
  return new GatewayError(404, "No sync has this id.");
}

function assertCron(name: string, expression: string | null | undefined): void {
  if (typeof expression !== "string" || isCron(expression)) return;
  throw new GatewayError(400, "Invalid request body.", {
    failures: [
      {
        path: `body.${name}`,
        message: "must be a cron expression with five fields, such as `0 3 * * *`, for days that there are",
      },
    ],
  });
}

function showSync(
  sync: Sync,
  account: IntegratedAccount | undefined,
  latest: Latest | undefined,
): Schemas["Sync"] {
  const { status, reason } = statusOf(sync, account, latest?.walk);
  return {
    ...{ id: String(sync.id), integrated_account_id: sync.account, vendor: account?.vendor ?? "" },
    ...{ resource: sync.resource, status, status_reason: reason },
    ...{
      full_schedule: sync.fullSchedule,
      incremental_schedule: sync.incrementalSchedule,
      paused: sync.paused,
    },
    ...{ complete_at: latest?.completeAt ?? null, latest_walk: latest ? showWalk(latest.walk) : null },
    created_at: sync.createdAt,
  };
}

type Status = { readonly status: Schemas["SyncStatus"]; readonly reason: string | null };

function statusOf(sync: Sync, account: IntegratedAccount | undefined, walk: Walk | undefined): Status {
  if (sync.paused) return { status: "paused", reason: null };
  if (account?.status === "needs_reauth") return { status: "unauthorized", reason: account.statusReason };
  if (!walk) return { status: "waiting", reason: null };
  if (walk.status === "running") return { status: "running", reason: null };
  if (walk.status === "complete") return { status: "ok", reason: null };
  const status = walk.status === "incomplete" ? walk.status : "failing";
  return { status, reason: walk.problem ?? "The process that read the list ended." };
}
