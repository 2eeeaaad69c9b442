/** Which call a fault hits; without an operation, any. */
export type FaultTarget<OperationId extends string = string> = {
  operation?: OperationId;
  /** Which matching call since `inject`, counted from 1. Default: 1; 2 for faults that need a page before. */
  page?: number;
  /** How many calls it hits from there on. Default: 1, and for `wrong-total`, `capped-list` and `failing-row` all; `Infinity` for ever. */
  times?: number;
};

/** What goes wrong. */
export type FaultKind =
  /** 429; `retryAfter` in seconds, or as a date that many `seconds` (default 1) ahead, or without the header. */
  | { type: "rate-limit"; retryAfter?: number | "date"; seconds?: number }
  | { type: "server-error"; status?: 500 | 502 | 503 | 504 }
  /** The previous response of the operation once more. */
  | { type: "repeat-page" }
  /** Fewer rows than the vendor has for this page; the offset moves on as if all had come. */
  | { type: "short-page"; rows?: number }
  | { type: "empty-page" }
  | { type: "total-shrinks"; by?: number }
  /** The total is higher by `by` than the list is long, or lower where that is negative. */
  | { type: "wrong-total"; by: number }
  /** The list ends after `at` rows, and the total is no higher than that. */
  | { type: "capped-list"; at: number }
  /** A row of the page is missing (default 1, from 0); the offset moves on as if it had come. */
  | { type: "lost-row"; row?: number }
  /** The row at `row` (default 1, from 0) of the first page that is hit makes that page fail, and every later one that contains it. */
  | { type: "failing-row"; row?: number; status?: number }
  /** A record disappears before this page is cut: `first` was on an earlier page, `last` is still to come. */
  | { type: "delete-mid-walk"; which?: "first" | "last" }
  | { type: "insert-mid-walk" }
  /** Headers at once, half of the body, then a wait for `until` (or `ms`), then the rest. */
  | { type: "slow-body"; until?: Promise<unknown>; ms?: number }
  /** The connection breaks after half of the body. */
  | { type: "cut-connection" }
  | { type: "malformed-json" }
  /** The response has no body, though the request was carried out. */
  | { type: "empty-body" }
  /** A login page with status 200. */
  | { type: "html" }
  /** Property `field` (dotted, of each row) has another type: `value`, by default an object. */
  | { type: "drifted-field"; field: string; value?: unknown }
  | { type: "unknown-enum"; field: string; value?: string }
  | { type: "bad-date"; field: string; value?: string }
  /** `count` rows of the page (default 1) are no records but `value` (null); `row` is the first, from 0 (default 1), or from the end: -1. */
  | { type: "bad-row"; row?: number; count?: number; value?: unknown }
  /** The Date header is this many seconds ahead (or behind, when negative). */
  | { type: "clock-skew"; seconds: number }
  | { type: "unauthorized" }
  | { type: "forbidden" }
  | { type: "conflict" }
  /** 404 as for an unknown path: an older server does not have the operation. */
  | { type: "absent" }
  /** 302 to another origin. */
  | { type: "redirect"; to?: string }
  /** No response until the caller gives up. */
  | { type: "hang" };

/** A fault to inject: what goes wrong and which call it hits. */
export type Fault<OperationId extends string = string> = FaultKind & FaultTarget<OperationId>;

export type FaultType = FaultKind["type"];

export type FaultHandle = {
  /** How many calls it has hit so far. */
  readonly hits: number;
  /** Ends the fault, whatever is left of it. */
  remove(): void;
};
