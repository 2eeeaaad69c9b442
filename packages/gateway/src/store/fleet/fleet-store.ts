import type { Database, JobDatabase } from "../../database/database.ts";
import type { ChangeStore } from "./change.ts";
import type { EventSourceStore } from "./event-sources.ts";
import type { RecordStore } from "./fleet-record.ts";
import type { HintStore } from "./hints.ts";
import type { IdentifierStore } from "./identifiers.ts";
import type { SyncStore } from "./sync.ts";
import type { WalkStore } from "./walk.ts";
import type { WebhookStore } from "./webhook.ts";

/** Fleets as the vendors' lists had them, in PGlite or PostgreSQL. */
export type FleetStore = {
  /** What the database can take at once without making others wait. */
  readonly pace: Pace;
  /** For the queue of walks. */
  readonly jobs: JobDatabase;
  readonly syncs: SyncStore;
  readonly walks: WalkStore;
  readonly changes: ChangeStore;
  readonly records: RecordStore;
  readonly identifiers: IdentifierStore;
  readonly webhooks: WebhookStore;
  readonly hints: HintStore;
  readonly eventSources: EventSourceStore;
};

export type Pace = {
  /** Records in one statement. */
  readonly batch: number;
  /** Statements block this process, because the database is part of it. */
  readonly blocks: boolean;
};

export function paceOf({ shared }: Pick<Database, "shared">): Pace {
  return shared ? { batch: 250, blocks: false } : { batch: 100, blocks: true };
}
