/** Which call a fault hits. */
export type FaultTarget<OperationId extends string = string> = {
  /** operationId. Default: any operation. */
  operation?: OperationId;
  /** Which matching call since `inject`, counted from 1. Default: 1; 2 for faults that need a page before. */
  page?: number;
  /** How many calls it hits from there on. Default: 1, and for `wrong-total`, `capped-list` and `failing-row` all; `Infinity` for ever. */
  times?: number;
};

/** What goes wrong. */
export type FaultKind =
  | {
      /** 429, the vendor's limit. */
      type: "rate-limit";
      /** The Retry-After header: seconds, or a date `seconds` ahead. Default: no header. */
      retryAfter?: number | "date";
      /** How far ahead the date is. Default: 1. */
      seconds?: number;
    }
  | {
      /** A failure of the vendor's server. */
      type: "server-error";
      /** Default: 503. */
      status?: 500 | 502 | 503 | 504;
    }
  | {
      /** The previous response of the operation once more. */
      type: "repeat-page";
    }
  | {
      /** Fewer rows than the vendor has for this page; the offset moves on as if all had come. */
      type: "short-page";
      /** How many rows come. Default: half of them. */
      rows?: number;
    }
  | {
      /** No rows, though more follow. */
      type: "empty-page";
    }
  | {
      /** The total is lower than on the page before. */
      type: "total-shrinks";
      /** By how much. Default: 1. */
      by?: number;
    }
  | {
      /** The total is not the length of the list. */
      type: "wrong-total";
      /** How much higher it is; lower where this is negative. */
      by: number;
    }
  | {
      /** The list ends early, and the total is no higher than that. */
      type: "capped-list";
      /** How many rows it has. */
      at: number;
    }
  | {
      /** A row of the page is missing; the offset moves on as if it had come. */
      type: "lost-row";
      /** Which one, from 0. Default: 1. */
      row?: number;
    }
  | {
      /** A row of the first page that is hit makes that page fail, and every later one that contains it. */
      type: "failing-row";
      /** Which one, from 0. Default: 1. */
      row?: number;
      /** Status of the responses. Default: 500. */
      status?: number;
    }
  | {
      /** A record disappears before this page is cut. */
      type: "delete-mid-walk";
      /** `first` was on an earlier page, `last` is still to come. Default: `first`. */
      which?: "first" | "last";
    }
  | {
      /** A record is added before this page is cut. */
      type: "insert-mid-walk";
    }
  | {
      /** Headers at once, half of the body, then a wait, then the rest. */
      type: "slow-body";
      /** The end of the wait. Default: after `ms`. */
      until?: Promise<unknown>;
      /** Milliseconds to wait. Default: 50. */
      ms?: number;
    }
  | {
      /** The connection breaks after half of the body. */
      type: "cut-connection";
    }
  | {
      /** The body is cut, so that it is no JSON. */
      type: "malformed-json";
    }
  | {
      /** The response has no body, though the request was carried out. */
      type: "empty-body";
    }
  | {
      /** A login page with status 200. */
      type: "html";
    }
  | {
      /** A property of each row has another type. */
      type: "drifted-field";
      /** Its path, with dots. */
      field: string;
      /** Default: an object. */
      value?: unknown;
    }
  | {
      /** A property of each row has a value that the document does not list. */
      type: "unknown-enum";
      /** Its path, with dots. */
      field: string;
      /** Default: a made-up word. */
      value?: string;
    }
  | {
      /** A property of each row has a date that no calendar has. */
      type: "bad-date";
      /** Its path, with dots. */
      field: string;
      /** Default: month 13, day 32. */
      value?: string;
    }
  | {
      /** Rows of the page are no records. */
      type: "bad-row";
      /** The first of them, from 0, or from the end: -1. Default: 1. */
      row?: number;
      /** How many. Default: 1. */
      count?: number;
      /** What stands in their place. Default: null. */
      value?: unknown;
    }
  | {
      /** The Date header is wrong. */
      type: "clock-skew";
      /** How far it is ahead; behind where this is negative. */
      seconds: number;
    }
  | {
      /** 401, as for wrong credentials. */
      type: "unauthorized";
    }
  | {
      /** 403, as for a missing permission. */
      type: "forbidden";
    }
  | {
      /** 409, as for a record that somebody else changes. */
      type: "conflict";
    }
  | {
      /** 404 as for an unknown path: an older server does not have the operation. */
      type: "absent";
    }
  | {
      /** 302 to another origin. */
      type: "redirect";
      /** Where to. Default: a login page of another host. */
      to?: string;
    }
  | {
      /** No response until the caller gives up. */
      type: "hang";
    };

/** A fault to inject: what goes wrong and which call it hits. */
export type Fault<OperationId extends string = string> = FaultKind & FaultTarget<OperationId>;

/** The names of the faults. */
export type FaultType = FaultKind["type"];

/** A fault that was injected. */
export type FaultHandle = {
  /** How many calls it has hit so far. */
  readonly hits: number;
  /** Ends the fault, whatever is left of it. */
  remove(): void;
};
