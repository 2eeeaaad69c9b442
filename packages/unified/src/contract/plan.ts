/** One vendor request, complete and not sent yet; typed by the vendor's generated operations. */
export type VendorRequest<Types> = {
  [K in keyof Types & string]: { operation: K } & (Types[K] extends { input: infer Input } ? Input : unknown);
}[keyof Types & string];

/** A request of any vendor, as the engine handles it. */
export type PlannedRequest = {
  operation: string;
  path?: object | undefined;
  query?: object | undefined;
  body?: unknown;
};

/** What the last response says. */
type PlanResult = {
  /**
   * For actions and deletions: returns the vendor's id of the command from the last response. Null if the response confirms the write without an
   * id, undefined if it does not confirm it: the outcome is indeterminate then. Without this member any response confirms it, except an
   * empty one where the vendor's document has a body.
   */
  commandId?(response: unknown): string | null | undefined;
  /** Returns the id of a new record from the last response, if that is not the record itself. */
  recordId?(response: unknown): string | undefined;
};

type Steps<Step> = {
  /** The requests, in order. */
  readonly steps: readonly Step[];
  /** That of a plan that is a request. */
  readonly operation?: undefined;
};

type OneStep<Step> = Step & {
  /** Those of a plan of several requests. */
  readonly steps?: undefined;
};

/** The exact vendor requests that carry out a write: the only one, or `steps`. */
export type Plan<Step = PlannedRequest> = PlanResult & (OneStep<Step> | Steps<Step>);

/** A plan as the engine carries it out. */
export type PlanInSteps = PlanResult & Pick<Steps<PlannedRequest>, "steps">;
