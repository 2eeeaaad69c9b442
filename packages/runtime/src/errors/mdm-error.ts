import { composeMessage, type WriteOutcome } from "./compose-message.ts";

const BRAND = Symbol.for("mdmkit.error");

/** What kind of failure an error is. Each code has a class of its own. */
export type ErrorCode =
  | "authentication"
  | "permission"
  | "not-found"
  | "conflict"
  | "validation"
  | "rate-limit"
  | "vendor-unavailable"
  | "timeout"
  | "aborted"
  | "connection"
  | "invalid-response"
  | "unsupported-capability"
  | "unsupported-operation"
  | "confirmation"
  | "invalid-input"
  | "accounts-failed";

/** What is wrong with a response. */
export type InvalidResponseReason =
  | "malformed-json"
  | "not-json"
  | "html"
  | "truncated"
  | "redirect"
  | "shape"
  | "incomplete";

/** What is known about a failure; only what is given becomes a property. */
export type ErrorFacts = {
  /** What to do, in one or two sentences. */
  advice?: string | undefined;
  /** For writes: the outcome. */
  outcome?: WriteOutcome | undefined;
  /** For the outcomes `partial` and `applied`: the vendor operations that were carried out. */
  completed?: readonly string[] | undefined;
  /** Vendor id. */
  vendor?: string | undefined;
  /** The operation that failed, as the vendor's document or the unified model names it. */
  operation?: string | undefined;
  /** HTTP status that the failure amounts to. */
  status?: number | undefined;
  /** HTTP status of the response, where it differs. */
  responseStatus?: number | undefined;
  /** Overrides what the class says. */
  retryable?: boolean | undefined;
  /** Seconds. */
  retryAfter?: number | undefined;
  /** The vendor's own code of the error. */
  vendorCode?: string | undefined;
  /** The vendor's id of the request, for its support. */
  requestId?: string | undefined;
  /** The permissions that the operation needs, where the vendor refused it. */
  permission?: readonly string[] | undefined;
  /** The vendor's error message; it may name people, so it is not part of the message and of logs. */
  vendorMessage?: string | undefined;
  /** The error that caused this one. */
  cause?: unknown;
};

/**
 * Every failure mdmkit reports. `message` is composed of `vendor`, `operation`, `problem`, `outcome` and `advice`; it has no
 * secrets, bodies or personal data.
 *
 * @example
 * ```ts
 * try {
 *   await client.systems_get({ path: { id } });
 * } catch (error) {
 *   if (!MdmError.is(error)) throw error;
 *   if (error.code === "not-found") return undefined;
 *   console.error(error.problem, error.advice, error.outcome, error.retryable);
 * }
 * ```
 */
export abstract class MdmError extends Error {
  /** What kind of failure it is. */
  declare readonly code: ErrorCode;
  /** What happened, in one sentence. */
  declare readonly problem: string;
  /** What to do. */
  declare readonly advice?: string;
  /** Outcome of the write of the call; for reads absent, or `not-sent` if that is always so. */
  declare readonly outcome?: WriteOutcome;
  /** The vendor operations of the write that were carried out, for the outcomes `partial` and `applied`. */
  declare readonly completed?: readonly string[];
  /** Vendor id. */
  declare readonly vendor?: string;
  /** The operation that failed. */
  declare readonly operation?: string;
  /** HTTP status of the response, or the one that its error amounts to. */
  declare readonly status?: number;
  /** HTTP status of the response, where its error amounts to another. */
  declare readonly responseStatus?: number;
  /** The same call may succeed later and does no harm when it is repeated. */
  declare readonly retryable: boolean;
  /** Seconds to wait, when the vendor says. */
  declare readonly retryAfter?: number;
  /** The vendor's own error code. */
  declare readonly vendorCode?: string;
  /** Quote it to the vendor's support. */
  declare readonly requestId?: string;
  /** Vendor permissions, any one of which suffices. */
  declare readonly permission?: readonly string[];
  /** The vendor's error message; not enumerable, because it may name people. */
  declare readonly vendorMessage?: string;

  static {
    Object.assign(MdmError.prototype, { [BRAND]: true });
  }

  constructor(problem: string, facts: ErrorFacts = {}) {
    const { cause, vendorMessage, ...shown } = facts;
    super(composeMessage(problem, facts), cause === undefined ? undefined : { cause });
    const { code, outcome, retryable } = this;
    Object.assign(this, definedOnly({ code, problem, outcome, retryable }), definedOnly(shown));
    Object.defineProperty(this, "vendorMessage", { value: vendorMessage });
  }

  /** Also true for errors made by another installed copy of mdmkit. */
  static is(value: unknown): value is MdmError {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  /** Own facts and message, for logs; no stack, no cause, no vendor text. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this);
  }
}

/**
 * The same failure with further facts, its message composed anew. A copy: one failed token request fails many calls, and
 * what is known about one of them does not hold for the others.
 */
export function withFacts<Failure extends MdmError>(error: Failure, facts: ErrorFacts): Failure {
  const { problem, message, stack, cause, vendorMessage } = error;
  const all = { ...error, cause, vendorMessage, ...facts };
  const copy: Failure = Reflect.construct(MdmError, [problem, all], error.constructor);
  copy.stack = stack?.replace(message, () => copy.message);
  return copy;
}

function definedOnly(facts: object): object {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
