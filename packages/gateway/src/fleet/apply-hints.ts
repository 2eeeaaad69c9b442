import type { Hint } from "../store/fleet/hints.ts";
import { HINTS_AT_ONCE, isNamed, requestWalk } from "./read-hints.ts";
import { runWalk } from "./run-walk.ts";
import type { FleetServices } from "./services.ts";

/** A list is not read more often than this because of events that do not name a record. */
const LIST_PAUSE_MS = 15 * 60_000;

/** Reads the records that events named; or the list, where they name none, or too many. */
export async function applyHints(services: FleetServices, sync: number, signal: AbortSignal): Promise<void> {
  const taken = await services.store.fleet.hints.take(sync, HINTS_AT_ONCE + 1);
  const named = taken.filter(isNamed);
  const unnamed = taken.filter((hint) => !isNamed(hint));
  if (unnamed.length > 0) await walkSometime(services, sync, unnamed);
  if (named.length > HINTS_AT_ONCE) await requestWalk(services, sync, named);
  else if (named.length > 0) await runWalk(services, { sync, kind: "events" }, signal);
}

async function walkSometime(services: FleetServices, sync: number, hints: readonly Hint[]): Promise<void> {
  const { fleet } = services.store;
  const latest = (await fleet.walks.latest()).get(sync);
  const sinceMs = latest ? services.now() - Date.parse(latest.walk.startedAt) : LIST_PAUSE_MS;
  if (sinceMs >= LIST_PAUSE_MS) return requestWalk(services, sync, hints);
  const waiting = { delayMs: LIST_PAUSE_MS - Math.max(0, sinceMs), attempts: null };
  await fleet.hints.postpone(sync, hints, waiting);
}
