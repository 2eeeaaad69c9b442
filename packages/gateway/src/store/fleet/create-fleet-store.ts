import type { Database } from "../../database/database.ts";
import type { Sealer } from "../../secrets/sealer.ts";
import type { Clock } from "../clock.ts";
import { createChangeStore } from "./changes.ts";
import { createEventSourceStore } from "./event-sources.ts";
import { type FleetStore, paceOf } from "./fleet-store.ts";
import { createHintStore } from "./hints.ts";
import { createIdentifierStore } from "./identifiers.ts";
import { createRecordStore } from "./records.ts";
import { createSyncStore } from "./syncs.ts";
import { createWalkStore } from "./walks.ts";
import { createWebhookStore } from "./webhooks.ts";

export function createFleetStore(parts: { database: Database; sealer: Sealer; now: Clock }): FleetStore {
  return {
    pace: paceOf(parts.database),
    jobs: parts.database.jobs,
    syncs: createSyncStore(parts),
    walks: createWalkStore(parts),
    changes: createChangeStore(parts),
    records: createRecordStore(parts),
    identifiers: createIdentifierStore(parts),
    webhooks: createWebhookStore(parts),
    hints: createHintStore(parts),
    eventSources: createEventSourceStore(parts),
  };
}
