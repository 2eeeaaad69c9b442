import type { FleetResource } from "./sync.ts";

export const CHANGE_KINDS = ["created", "updated", "missing", "returned"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Where a change was learned of: by comparison of a list that this service read, or by an event of the vendor that a read confirmed. */
export const ORIGINS = ["diff", "polled", "native"] as const;
export type Origin = (typeof ORIGINS)[number];

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

export type FeedPosition = {
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
