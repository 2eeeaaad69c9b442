import { type ErrorCode, type ErrorFacts, type InvalidResponseReason, MdmError } from "./mdm-error.ts";

const RETRYABLE = { retryable: true };
const NOT_SENT = { outcome: "not-sent" } as const;

/** The vendor rejected the credentials (401). */
export class AuthenticationError extends MdmError {
  declare readonly code: "authentication";
  static {
    define(AuthenticationError, "authentication");
  }
}

/** The credentials are valid but lack a permission (403); `permission` names it. */
export class PermissionError extends MdmError {
  declare readonly code: "permission";
  static {
    define(PermissionError, "permission");
  }
}

/** The record that the request names does not exist, or the credentials cannot see it (404, 410). */
export class NotFoundError extends MdmError {
  declare readonly code: "not-found";
  static {
    define(NotFoundError, "not-found");
  }
}

/** The state of the record does not allow the request (409). */
export class ConflictError extends MdmError {
  declare readonly code: "conflict";
  static {
    define(ConflictError, "conflict");
  }
}

/** The vendor rejected the input (400, 422 and other 4xx). */
export class ValidationError extends MdmError {
  declare readonly code: "validation";
  static {
    define(ValidationError, "validation");
  }
}

/** Too many requests (429); `retryAfter` says how long to wait. */
export class RateLimitError extends MdmError {
  declare readonly code: "rate-limit";
  static {
    define(RateLimitError, "rate-limit", RETRYABLE);
  }
}

/** The vendor's service failed (5xx, 408). */
export class VendorUnavailableError extends MdmError {
  declare readonly code: "vendor-unavailable";
  static {
    define(VendorUnavailableError, "vendor-unavailable", RETRYABLE);
  }
}

/** The deadline of the call passed; `outcome` says what is known about a write. */
export class TimeoutError extends MdmError {
  declare readonly code: "timeout";
  static {
    define(TimeoutError, "timeout", RETRYABLE);
  }
}

/** The caller's signal ended the call; the signal's reason is the `cause`. */
export class AbortedError extends MdmError {
  declare readonly code: "aborted";
  static {
    define(AbortedError, "aborted");
  }
}

/** No response was received: DNS, connection refused, TLS, connection reset. */
export class ConnectionError extends MdmError {
  declare readonly code: "connection";
  static {
    define(ConnectionError, "connection", RETRYABLE);
  }
}

/** The response does not come from the vendor's API, or is damaged. */
export class InvalidResponseError extends MdmError {
  declare readonly code: "invalid-response";
  /** What is wrong with the response. */
  declare readonly reason: InvalidResponseReason;
  constructor(problem: string, facts: ErrorFacts & { reason: InvalidResponseReason }) {
    super(problem, facts);
  }
  static {
    define(InvalidResponseError, "invalid-response");
  }
}

/** The vendor does not support this. Nothing was sent. */
export class UnsupportedCapabilityError extends MdmError {
  declare readonly code: "unsupported-capability";
  static {
    define(UnsupportedCapabilityError, "unsupported-capability", NOT_SENT);
  }
}

/** The server does not have the operation (404 where the request names no record, 405, 501): older versions lack newer ones. */
export class UnsupportedOperationError extends MdmError {
  declare readonly code: "unsupported-operation";
  static {
    define(UnsupportedOperationError, "unsupported-operation");
  }
}

/** A destructive call has no confirmation, or one for another record. Nothing was sent. */
export class ConfirmationError extends MdmError {
  declare readonly code: "confirmation";
  static {
    define(ConfirmationError, "confirmation", NOT_SENT);
  }
}

/** The input cannot be sent. Nothing was sent. */
export class InvalidInputError extends MdmError {
  declare readonly code: "invalid-input";
  static {
    define(InvalidInputError, "invalid-input", NOT_SENT);
  }
}

/** Of several accounts that were read as one, some failed. */
export class AccountsFailedError extends MdmError {
  declare readonly code: "accounts-failed";
  /** The error of each account that failed, by the name of the account. */
  declare readonly errors: Readonly<Record<string, MdmError>>;
  constructor(problem: string, facts: ErrorFacts & { errors: Readonly<Record<string, MdmError>> }) {
    super(problem, facts);
  }
  static {
    define(AccountsFailedError, "accounts-failed");
  }
}

// On the prototype, so that the name is already there when the engine writes the head of the stack. The name is the code in
// Pascal case: `not-found` is the code of NotFoundError.
function define(target: { prototype: MdmError }, code: ErrorCode, facts?: ErrorFacts): void {
  const words = code.replace(/(?:^|-)./g, (start) => start.slice(-1).toUpperCase());
  Object.assign(target.prototype, { name: `${words}Error`, code, retryable: false }, facts);
}
