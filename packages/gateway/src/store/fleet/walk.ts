import type { ListReport } from "@mdmkit/unified";
import type { ChangeKind, Origin } from "./change.ts";
import type { Sync, WalkKind } from "./sync.ts";

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

/** A walk lost the right to write, because another one of the same list has begun. What it has published stays. */
export class WalkReplacedError extends Error {
  override readonly name = "WalkReplacedError";

  constructor() {
    super("Another walk of this list has begun, so this one stores nothing more.");
  }
}

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
