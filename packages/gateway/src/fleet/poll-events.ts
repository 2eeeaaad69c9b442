import { MdmError } from "@mdmkit/runtime";
import type { EventPage } from "@mdmkit/unified/vendor";
import { errorLocation } from "../observe/log.ts";
import type { EventSource } from "../store/fleet/event-sources.ts";
import type { FleetServices } from "./services.ts";

/** More parts of a log are read at the next turn. */
const PARTS = 10;
const GAP = "The vendor's log did not go back to the event that was read last. All lists are read.";

/** Reads a vendor's log from where it was read last, and notes the records that it names. Never rejects because of the vendor. */
export async function pollEvents(services: FleetServices, id: string, signal: AbortSignal): Promise<void> {
  const { eventSources } = services.store.fleet;
  for (let part = 0; part < PARTS && !signal.aborted; part++) {
    const source = await eventSources.get(id);
    if (!source) return;
    const { position: before } = source;
    try {
      const page = await readPart(services, source, signal);
      const events = await notePart(services, source, page);
      const problem = page.isGap ? GAP : null;
      const isOwn = await eventSources.polled(id, { before, position: page.position, events, problem });
      if (!isOwn || !page.hasMore) return;
    } catch (error) {
      if (signal.aborted) return;
      const problem = MdmError.is(error)
        ? error.problem
        : "The log could not be read; see the log of the gateway.";
      if (!MdmError.is(error)) services.log("error", "unexpected", { source: id, ...errorLocation(error) });
      await eventSources.polled(id, { before, position: before, events: 0, problem });
      return;
    }
  }
}

async function readPart(
  { useEvents }: FleetServices,
  { account, position }: EventSource,
  signal: AbortSignal,
): Promise<EventPage> {
  return useEvents(account, signal, (events) => {
    if (!events?.since) throw new Error("The vendor has no log of events.");
    return events.since(position, { signal });
  });
}

/** The position moves on only after this, so that a crash in between reads the part again. */
async function notePart(
  { store, syncsChanged, log }: FleetServices,
  { id, account }: EventSource,
  page: EventPage,
): Promise<number> {
  const { syncs, hints } = store.fleet;
  if (page.isGap) {
    log("warn", "events-gap", { source: id, account });
    for (const sync of await syncs.list()) if (sync.account === account) await syncs.request(sync.id, "full");
    syncsChanged.send();
  }
  return hints.add(account, page.hints, "polled");
}
