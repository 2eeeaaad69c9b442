import type { DeviceCounts } from "@mdmkit/unified";

/** A fleet in numbers: what the page shows, and what `--against` compares with. */
export type FleetReport = {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** ISO 8601, UTC. */
  readonly created_at: string;
  /** True only if the list of every account is complete. */
  readonly complete: boolean;
  /** Filters of the lists, as given: `{ platform: "macos" }`. */
  readonly filters: Readonly<Record<string, unknown>>;
  readonly accounts: readonly AccountReport[];
  /** Devices that need attention, by question; only if requested, because the names are personal data. */
  readonly attention?: readonly Attention[];
};

export type AccountReport = DeviceCounts & {
  readonly account: string;
  readonly complete: boolean;
  /** Why it is not complete. */
  readonly problem: string | null;
};

export type Attention = {
  readonly title: string;
  /** How many devices there are; `devices` has the first ones. */
  readonly total: number;
  readonly devices: readonly {
    readonly account: string;
    readonly id: string;
    readonly name: string | null;
    /** The value that needs attention. */
    readonly value: string;
  }[];
};

export const FORMAT = "mdmkit-fleet-report";
export const VERSION = 1;
