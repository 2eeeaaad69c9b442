import type { FleetResource } from "./sync.ts";

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
