/** `skipped`: not tried, or nothing to say. */
type Status = "ok" | "warning" | "failed" | "skipped";

/** What was found out about one matter. Texts can quote what a vendor sent: they are printed redacted. */
export type Finding = {
  /** `credentials`, `devices list` … */
  readonly check: string;
  readonly status: Status;
  readonly detail: string;
  /** What to do. */
  readonly advice?: string | undefined;
  /** The account cannot be used, or not for this, with these credentials. */
  readonly isCredential?: true;
};
