import type { ListReport } from "@mdmkit/unified";
import type { Database, JobDatabase, Queryable } from "../../database/database.ts";
import type { EventSourceStore } from "./event-sources.ts";
import type { HintStore } from "./hints.ts";
import type { Origin } from "./origin.ts";

export const FLEET_RESOURCES = ["devices", "users", "apps", "organizations", "groups"] as const;
export type FleetResource = (typeof FLEET_RESOURCES)[number];

/** A list of an account that is read again and again, and whose records are stored. */
export type Sync = {
  readonly id: number;
  readonly account: string;
  readonly resource: FleetResource;
  /** When the whole list is read: cron, in UTC. */
  readonly fullSchedule: string;
  /** When only what changed is read; null if never. */
  readonly incrementalSchedule: string | null;
  readonly paused: boolean;
  /** A walk that is to be queued as soon as a process can. */
  readonly requested: ListWalkKind | null;
  /** Whether earlier enrollments of a device stay in the list as records of their own. */
  readonly keepsEnrollments: boolean;
  /** All changes before this time are stored; null before the first complete walk. */
  readonly readThrough: string | null;
  readonly createdAt: string;
};

type NewSync = Pick<Sync, "account" | "resource" | "fullSchedule" | "incrementalSchedule">;
type SyncUpdate = Partial<Pick<Sync, "fullSchedule" | "incrementalSchedule" | "paused">>;

export type SyncStore = {
  /** Requests a full walk. Undefined if the account has a sync of this resource. */
  add(input: NewSync): Promise<Sync | undefined>;
  get(id: number): Promise<Sync | undefined>;
  list(): Promise<Sync[]>;
  update(id: number, changes: SyncUpdate): Promise<Sync | undefined>;
  /** False if a walk is requested already, or the sync is paused. */
  request(id: number, kind: ListWalkKind): Promise<boolean>;
  /** Takes all requests of syncs that are not paused, and hands them to `queue` in one transaction. */
  takeRequests(queue: (inside: Queryable, sync: number, kind: ListWalkKind) => Promise<void>): Promise<void>;
  /** Also removes its records and changes. */
  remove(id: number): Promise<boolean>;
};

export const WALK_KINDS = ["full", "incremental", "events"] as const;
export type WalkKind = (typeof WALK_KINDS)[number];
/** Reads a list; `events` reads only records that events of the vendor named. */
export const LIST_WALK_KINDS = ["full", "incremental"] as const satisfies readonly WalkKind[];
export type ListWalkKind = (typeof LIST_WALK_KINDS)[number];

/**
 * `complete`: the list was complete, so what it lacks is missing. `incomplete`: updates were stored, and nothing is missing by it.
 * `interrupted`: its process died, or another walk took its place.
 */
export const WALK_STATUSES = ["running", "complete", "incomplete", "failed", "interrupted"] as const;
type WalkStatus = (typeof WALK_STATUSES)[number];

/** Numbers of published changes. */
export type WalkCounts = { created: number; updated: number; missing: number; returned: number };

export type Walk = {
  readonly id: number;
  readonly sync: Pick<Sync, "id" | "account" | "resource">;
  readonly kind: WalkKind;
  readonly status: WalkStatus;
  /** Why it is not complete, for people; contains no secrets or personal data. */
  readonly problem: string | null;
  readonly report: ListReport | null;
  readonly counts: Readonly<WalkCounts>;
  readonly startedAt: string;
  readonly endedAt: string | null;
};

/** The right to write the records of a sync. A later claim ends it: its writes then fail. */
export type WalkClaim = {
  readonly walk: number;
  readonly sync: Sync;
  readonly fence: number;
  readonly startedAt: string;
};

export type EndedWalk = Pick<Walk, "problem" | "report" | "counts"> & {
  readonly status: Exclude<WalkStatus, "running">;
  readonly keepsEnrollments?: boolean;
};

/** What a walk compares with the records of the list: columns, since objects for each of a million records would take memory. */
export type KnownRecords = {
  readonly ids: readonly string[];
  /** Hashes by the index of the id. */
  readonly stable: readonly number[];
  readonly volatile: readonly number[];
  /** Ids of those that are missing. */
  readonly missing: readonly string[];
};

export const CHANGE_KINDS = ["created", "updated", "missing", "returned"] as const;
type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What to store of a record. Without `kind` nothing is published: what changed is no change to the record. */
export type StoredItem = {
  readonly id: string;
  readonly kind?: ChangeKind;
  readonly stableHash?: number;
  readonly volatileHash?: number;
  /** The record with its volatile fields, as JSON, if it is new or its stable part differs. */
  readonly record?: { readonly json: string; readonly name: string; readonly serialNumber: string | null };
  /** Volatile fields of a record that is stored as it was. */
  readonly volatileJson?: string;
  /** Fields before and after, by name. */
  readonly fieldsJson?: string;
};

export type WalkStore = {
  /** Ends the claims before. Undefined if the sync is not found, and unless it is full, while another walk reads the list. */
  begin(sync: number, kind: WalkKind): Promise<WalkClaim | undefined>;
  /** In order of ids. */
  known(claim: WalkClaim, page: { after: string; limit: number }): Promise<KnownRecords>;
  /** Those of some records. */
  knownOf(claim: WalkClaim, ids: readonly string[]): Promise<KnownRecords>;
  /** Records as they were when they changed last. */
  records(claim: WalkClaim, ids: readonly string[]): Promise<Map<string, object>>;
  /** Stores and publishes, all or nothing. Throws `WalkReplacedError` once the claim has ended. */
  publish(claim: WalkClaim, items: readonly StoredItem[], origin: Origin): Promise<void>;
  /** False if the claim has ended before. */
  end(claim: WalkClaim, ended: EndedWalk): Promise<boolean>;
  /** Removes a walk that changed nothing. */
  forget(claim: WalkClaim): Promise<void>;
  /** Newest first; `before` is the id of the last walk of the previous page. */
  list(query: {
    accounts: readonly string[];
    sync?: number | undefined;
    before?: number | undefined;
    limit: number;
  }): Promise<Walk[]>;
  /** Of each sync the latest walk of the list, and when the latest complete one began. */
  latest(): Promise<Map<number, { walk: Walk; completeAt: string | null }>>;
};

export type Change = {
  readonly seq: number;
  readonly account: string;
  readonly resource: FleetResource;
  readonly id: string;
  readonly kind: ChangeKind;
  readonly origin: Origin;
  readonly at: string;
  readonly walk: number;
  /** Values before and after by field, for `updated`, and for `returned` if something changed meanwhile. */
  readonly fields: Readonly<Record<string, { before: unknown; after: unknown }>> | null;
};

export type ChangeQuery = {
  readonly after: number;
  readonly accounts: readonly string[];
  readonly resource?: FleetResource | undefined;
  readonly kinds?: readonly ChangeKind[] | undefined;
  readonly limit: number;
};

type FeedPosition = {
  /** The number of the latest change. */
  readonly last: number;
  /** Changes up to this number may have been removed by their age. */
  readonly prunedThrough: number;
};

export type ChangeStore = {
  position(): Promise<FeedPosition>;
  /** In the order of their numbers: what is committed later has greater ones. */
  list(query: ChangeQuery): Promise<Change[]>;
  /** Changes of one record, newest first. */
  history(query: {
    account: string;
    resource: FleetResource;
    id: string;
    before?: number | undefined;
    limit: number;
  }): Promise<Change[]>;
  /** Removes changes, ended walks and missing records from before a time; no records of lists that a walk reads. */
  prune(before: string): Promise<{ changes: number; walks: number; records: number }>;
};

/** A record as the latest walk left it. */
export type FleetRecord = {
  readonly account: string;
  readonly resource: FleetResource;
  readonly id: string;
  readonly record: { readonly id: string };
  readonly firstSeenAt: string;
  readonly changedAt: string;
  /** Null while the vendor has it. */
  readonly missingSince: string | null;
};

export const RECORD_SORTS = ["id", "name", "changed_at", "first_seen_at"] as const;
export type RecordSort = (typeof RECORD_SORTS)[number];

export type RecordQuery = {
  readonly accounts: readonly string[];
  readonly resource: FleetResource;
  readonly id?: string | undefined;
  /** Compared whole and with case. */
  readonly equal?: Readonly<Record<string, string>> | undefined;
  readonly missing?: boolean | undefined;
  readonly changedSince?: string | undefined;
  readonly sort: RecordSort;
  readonly descending: boolean;
  readonly after?: RecordPosition | undefined;
  readonly limit: number;
};

/** Of a record in a sorted list. */
export type RecordPosition = { readonly value: string; readonly sync: number; readonly id: string };

export type RecordStore = {
  /** `next` is null on the last page. */
  list(query: RecordQuery): Promise<{ records: FleetRecord[]; next: RecordPosition | null }>;
};

/** A receiver of the feed. */
export type Webhook = {
  /** UUID. */
  readonly id: string;
  readonly targetUrl: string;
  /** Null: all. */
  readonly accounts: readonly string[] | null;
  /** Null: all. */
  readonly kinds: readonly ChangeKind[] | null;
  /** False once it was disabled, by an administrator or because all attempts failed. */
  readonly isActive: boolean;
  /** All changes up to this one are delivered. */
  readonly position: number;
  /** The last change of the message that is being sent; null between two messages. */
  readonly through: number | null;
  /** Failed ones since the latest delivery. */
  readonly attempts: number;
  readonly retryAt: string | null;
  /** Why the latest attempt failed; null if it did not. */
  readonly problem: string | null;
  readonly deliveredAt: string | null;
  readonly createdAt: string;
};

type Sending = { readonly position: number; readonly through: number };

export type WebhookStore = {
  /** The secret is returned only once. */
  add(
    input: Pick<Webhook, "targetUrl" | "accounts" | "kinds" | "position">,
  ): Promise<{ webhook: Webhook; secret: string }>;
  get(id: string): Promise<Webhook | undefined>;
  list(): Promise<Webhook[]>;
  /** Ids of those that are to be sent something now. */
  due(): Promise<string[]>;
  /** Clears what failed before. A position delivers what comes after it, once more if it was delivered. */
  update(
    id: string,
    changes: {
      targetUrl?: string | undefined;
      isActive?: boolean | undefined;
      position?: number | undefined;
    },
  ): Promise<Webhook | undefined>;
  remove(id: string): Promise<boolean>;
  /** With which messages are signed: the current one, and one that was replaced recently. */
  secrets(id: string): Promise<string[]>;
  /** A new secret; the one before is valid for a while. */
  rotateSecret(id: string, oldForMs: number): Promise<string | undefined>;
  /** False if the position is no longer this one. */
  begin(id: string, sending: Sending): Promise<boolean>;
  delivered(id: string, sending: Sending): Promise<boolean>;
  /** Without a further attempt, the webhook is disabled. */
  failed(id: string, attempt: { position: number; problem: string; retryInMs: number | null }): Promise<void>;
};

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
  readonly webhooks: WebhookStore;
  readonly hints: HintStore;
  readonly eventSources: EventSourceStore;
};

export type Pace = {
  /** Records in one statement. */
  readonly batch: number;
  /** Statements that are sent before the first of them has ended, so that the server does not wait for the next one. */
  readonly atOnce: number;
  /** Statements block this process, because the database is part of it. */
  readonly blocks: boolean;
};

export function paceOf({ shared }: Pick<Database, "shared">): Pace {
  return shared ? { batch: 250, atOnce: 2, blocks: false } : { batch: 50, atOnce: 1, blocks: true };
}
