import type { JobDatabase } from "../database/database.ts";
import { errorLocation } from "../observe/log.ts";
import { timeAt } from "../store/clock.ts";
import type { ListWalkKind, Sync } from "../store/fleet/sync.ts";
import { applyHints } from "./apply-hints.ts";
import { deliverChanges } from "./deliver-changes.ts";
import { pollEvents } from "./poll-events.ts";
import { runWalk } from "./run-walk.ts";
import type { FleetServices } from "./services.ts";

/** Runs the walks of all syncs, together with other processes on the same database, until it is stopped. */
export type WalkQueue = {
  /** Aborts the walks of this process, and resolves when they have ended. Others, or the next start, take them up. */
  stop(): Promise<void>;
};

/** How much the walks of one process do, and how long what they found is kept. */
export type WalkQueueOptions = {
  /** Full walks at the same time in this process. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Changes, walks and missing records are kept for so many days. Default: 400. */
  readonly retentionDays?: number | undefined;
};

type WalkJob = { readonly sync: number; readonly kind: ListWalkKind };

const QUEUES = { full: "fleet-full", incremental: "fleet-incremental" } as const satisfies Record<
  ListWalkKind,
  string
>;
/** Without heartbeats, the job of a killed process would wait until it expires. */
const HEARTBEAT_SECONDS = 30;
const EXPIRE_SECONDS = 12 * 60 * 60;
const RETRIES = { retryLimit: 5, retryDelay: 60, retryBackoff: true, retryDelayMax: 3600 } as const;
/** Changes that other processes made to syncs are noticed after this time. */
const POLL_MS = 5000;
const STOP_MS = 30_000;
const CONCURRENCY = 4;
const DELIVER = "fleet-deliver";
const EVENTS = "fleet-events";
const POLL = "fleet-poll";
/** A vendor's log of events is read so often. */
const LOG_MS = 60_000;
const PRUNE = "fleet-prune";
const PRUNE_SCHEDULE = "17 4 * * *";
const RETENTION_DAYS = 400;
const DAY_MS = 24 * 60 * 60_000;

export async function startWalkQueue(
  services: FleetServices,
  { concurrency = CONCURRENCY, retentionDays = RETENTION_DAYS }: WalkQueueOptions = {},
): Promise<WalkQueue> {
  const { store, log, published, syncsChanged } = services;
  const database = store.fleet.jobs;
  const boss = await openBoss(database, (error) => log("error", "queue", errorLocation(error)));
  const stopped = new AbortController();
  for (const [kind, name] of Object.entries(QUEUES)) {
    const options = { policy: "stately", heartbeatSeconds: HEARTBEAT_SECONDS, ...RETRIES } as const;
    if (!(await boss.getQueue(name)))
      await boss.createQueue(name, { ...options, expireInSeconds: EXPIRE_SECONDS });
    const work = { localConcurrency: kind === "full" ? concurrency : 2, pollingIntervalSeconds: 2 };
    await boss.work<WalkJob>(name, work, async ([job]) => {
      if (job) await perform(job.data, AbortSignal.any([job.signal, stopped.signal]));
    });
  }

  // What is due is in our tables, so that the queue repeats nothing.
  async function workOn(
    name: string,
    run: (key: string, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const options = { policy: "exclusive", heartbeatSeconds: HEARTBEAT_SECONDS, retryLimit: 0 } as const;
    if (!(await boss.getQueue(name))) await boss.createQueue(name, options);
    const work = { localConcurrency: concurrency, pollingIntervalSeconds: 2 };
    await boss.work<{ key: string }>(name, work, async ([job]) => {
      if (job) await run(job.data.key, AbortSignal.any([job.signal, stopped.signal]));
    });
  }
  await workOn(DELIVER, (webhook, signal) => deliverChanges(services, webhook, signal));
  await workOn(EVENTS, (sync, signal) => applyHints(services, Number(sync), signal));
  await workOn(POLL, (source, signal) => pollEvents(services, source, signal));
  if (!(await boss.getQueue(PRUNE))) await boss.createQueue(PRUNE, { policy: "exclusive" });
  await boss.schedule(PRUNE, PRUNE_SCHEDULE);
  await boss.work(PRUNE, async () => {
    const removed = await store.fleet.changes.prune(timeAt(Date.now() - retentionDays * DAY_MS));
    log("info", "fleet-pruned", removed);
  });

  /** Rejects for a walk that is worth repeating soon; others wait for their schedule. */
  async function perform(job: WalkJob, signal: AbortSignal): Promise<void> {
    const sync = await store.fleet.syncs.get(job.sync);
    if (!sync || sync.paused) return;
    const ran = await runWalk(services, job, signal);
    if (ran?.retryable) throw new Error("The walk is to be repeated.");
  }

  async function applySyncs(): Promise<void> {
    await applySchedules(boss, await store.fleet.syncs.list());
    await store.fleet.syncs.takeRequests(async (inside, sync, kind) => {
      const options = { singletonKey: String(sync), db: database.inside(inside) };
      await boss.send(QUEUES[kind], { sync, kind } satisfies WalkJob, options); // null: one is queued already
    });
  }

  async function queueDue(): Promise<void> {
    const { webhooks, hints, eventSources } = store.fleet;
    await queueAll(DELIVER, await webhooks.due());
    await queueAll(POLL, await eventSources.takeDue(LOG_MS));
    await queueAll(EVENTS, await hints.due());
  }

  /** `null` of send: it is being worked on already. */
  async function queueAll(name: string, keys: readonly (string | number)[]): Promise<void> {
    for (const key of keys.map(String)) await boss.send(name, { key }, { singletonKey: key });
  }

  async function keepQueueing(): Promise<void> {
    while (!stopped.signal.aborted) {
      const changed = published.wait(POLL_MS, stopped.signal);
      await queueDue().catch((error: unknown) => log("error", "queue", errorLocation(error)));
      await changed;
    }
  }

  async function keepApplying(): Promise<void> {
    while (!stopped.signal.aborted) {
      const changed = syncsChanged.wait(POLL_MS, stopped.signal); // also while this applies what was before
      await applySyncs().catch((error: unknown) => log("error", "queue", errorLocation(error)));
      await changed;
    }
  }

  const applying = Promise.all([keepApplying(), keepQueueing()]);
  return {
    async stop() {
      stopped.abort();
      await applying;
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}

type Boss = Awaited<ReturnType<typeof openBoss>>;

/** Its tables are in a schema of their own, which it updates by itself. */
async function openBoss({ connection }: JobDatabase, onError: (error: unknown) => void) {
  const { PgBoss, fromPglite } = await import("pg-boss");
  const own =
    "pglite" in connection
      ? { backend: "pglite" as const, db: fromPglite(connection.pglite) }
      : { connectionString: connection.url, max: 4, application_name: "mdmkit-gateway-queue" };
  const seconds = { superviseIntervalSeconds: HEARTBEAT_SECONDS, monitorIntervalSeconds: HEARTBEAT_SECONDS };
  const boss = new PgBoss({ ...own, ...seconds, schema: "gateway_queue" });
  boss.on("error", onError);
  await boss.start();
  return boss;
}

/** Makes the schedules those of the syncs. All processes do so, which changes nothing where one has. */
async function applySchedules(boss: Boss, syncs: readonly Sync[]): Promise<void> {
  const wanted = new Map(syncs.flatMap(schedulesOf).map((schedule) => [schedule.key, schedule]));
  for (const { name, key, cron } of await boss.getSchedules()) {
    const schedule = wanted.get(key);
    if (schedule?.cron === cron) wanted.delete(key);
    else if (!schedule && isOwn(name)) await boss.unschedule(name, key);
  }
  for (const { key, cron, job } of wanted.values())
    await boss.schedule(QUEUES[job.kind], cron, job, { key, tz: "UTC", singletonKey: String(job.sync) });
}

const isOwn = (name: string): boolean => Object.values<string>(QUEUES).includes(name);

function schedulesOf({ id, paused, fullSchedule, incrementalSchedule }: Sync) {
  if (paused) return [];
  const scheduleOf = (kind: ListWalkKind, cron: string) => ({
    key: `${id}-${kind}`,
    cron,
    job: { sync: id, kind },
  });
  const full = scheduleOf("full", fullSchedule);
  return incrementalSchedule === null ? [full] : [full, scheduleOf("incremental", incrementalSchedule)];
}
