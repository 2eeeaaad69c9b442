import type { BulkDevice, BulkEntry, BulkLeftOut, BulkPlan, UnifiedComponents } from "@mdmkit/unified";

type Schemas = UnifiedComponents["schemas"];
export type BulkStatus = Schemas["BulkStatus"];
export type BulkStop = Schemas["BulkStop"];
export type StoredOutcome = Schemas["BulkOutcome"];

type AccountOfPlan = { readonly id: string; readonly version: number; readonly vendor: string };

/** What is known of a plan as a whole. It contains no secret, and is stored encrypted. */
export type BulkSummary = Pick<
  Schemas["BulkPlan"],
  "inputs" | "secrets" | "devices" | "requests" | "operations" | "report" | "confirm" | "error"
>;

export type StoredBulk = {
  /** UUID. */
  readonly id: string;
  /** For the next page of a list. */
  readonly position: string;
  readonly account: string;
  /** That of the account when the plan was made. */
  readonly accountVersion: number;
  readonly vendor: string;
  readonly action: Schemas["DeviceActionName"];
  readonly status: BulkStatus;
  readonly stoppedBy: BulkStop | null;
  readonly summary: BulkSummary;
  readonly counts: Readonly<Record<StoredOutcome, number>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string;
};

/** A device of a plan, or one that was left out, and what became of it. */
export type StoredDevice = {
  readonly position: number;
  readonly outcome: StoredOutcome;
  readonly sent: boolean;
  readonly device: BulkDevice | BulkLeftOut;
  readonly result: StoredResult | undefined;
};

export type StoredResult = {
  readonly command_id?: string | null | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
};

/** The right to run a plan, and what `runBulk` needs for it. A later claim ends it: its entries are then refused. */
export type BulkClaim = {
  readonly id: string;
  /** Counts the runs of the plan. */
  readonly run: number;
  readonly plan: BulkPlan;
  /** The row of each device, by its id. */
  readonly positions: ReadonlyMap<string, number>;
  readonly entries: readonly BulkEntry[];
};

export type EndedRun = {
  readonly status: "finished" | "stopped" | "planned";
  readonly stoppedBy: BulkStop | null;
};

export type BulkStore = {
  /** Stores a plan that is being made; `renew` keeps it so. */
  begin(input: { account: AccountOfPlan; action: StoredBulk["action"] }): Promise<string>;
  /** False if it was cancelled meanwhile. */
  complete(id: string, plan: BulkPlan, summary: BulkSummary): Promise<boolean>;
  fail(id: string, summary: BulkSummary): Promise<void>;
  /** For a plan that was never made. */
  remove(id: string): Promise<void>;
  get(id: string): Promise<StoredBulk | undefined>;
  /** The latest first. `before`: `position` of the last one of the page before. */
  list(query: {
    accounts: readonly string[];
    before?: string | undefined;
    limit: number;
  }): Promise<StoredBulk[]>;
  /** `after`: `position` of the last one of the page before. */
  devices(
    id: string,
    query: { outcome?: StoredOutcome | undefined; after?: number | undefined; limit: number },
  ): Promise<StoredDevice[]>;
  /**
   * Takes the plan for a run; undefined if it cannot be run. Devices that an earlier run was sending are unsettled from now on.
   */
  claim(id: string): Promise<BulkClaim | undefined>;
  /** Keeps the plan for another while. False once it was cancelled or another run took it. */
  renew(id: string, run: number): Promise<boolean>;
  /** Rejects for a device that is about to be sent the action when the claim has ended. */
  append(claim: BulkClaim, entry: BulkEntry): Promise<void>;
  end(claim: Pick<BulkClaim, "id" | "run">, ended: EndedRun): Promise<void>;
  /** False if there is nothing to cancel. */
  cancel(id: string): Promise<boolean>;
  /** For a process that is alone with its database: all plans in work are of processes that have died. */
  releaseInterrupted(): Promise<void>;
};
