import type { Queryable } from "../../database/database.ts";

export const FLEET_RESOURCES = ["devices", "users", "apps", "organizations", "groups"] as const;
export type FleetResource = (typeof FLEET_RESOURCES)[number];

export const WALK_KINDS = ["full", "incremental", "events"] as const;
export type WalkKind = (typeof WALK_KINDS)[number];
/** Reads a list; `events` reads only records that events of the vendor named. */
export const LIST_WALK_KINDS = ["full", "incremental"] as const satisfies readonly WalkKind[];
export type ListWalkKind = (typeof LIST_WALK_KINDS)[number];

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
