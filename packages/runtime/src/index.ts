export { apiKey, basic, bearer } from "./auth/auth.ts";
export { type ClientCredentialsOptions, clientCredentials } from "./auth/client-credentials.ts";
export { sharedToken } from "./auth/shared-token.ts";
export { createVendorClient } from "./client/client.ts";
export { byPath } from "./client/path-client.ts";
export { composeMessage, type WriteOutcome } from "./errors/compose-message.ts";
export {
  AbortedError,
  AuthenticationError,
  ConfirmationError,
  ConflictError,
  ConnectionError,
  InvalidInputError,
  InvalidResponseError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  TimeoutError,
  UnsupportedCapabilityError,
  ValidationError,
  VendorUnavailableError,
} from "./errors/errors.ts";
export { type ErrorCode, type ErrorFacts, type InvalidResponseReason, MdmError } from "./errors/mdm-error.ts";
export { withOutcome } from "./errors/outcome.ts";
export {
  type Operation,
  type OperationTable,
  type Pagination,
  type Safety,
  safetyOf,
} from "./operation/operation.ts";
export { wait } from "./timing/wait.ts";
export { createLimiter } from "./transport/limiter.ts";
export type {
  AttemptEvent,
  Authenticator,
  AuthenticatorContext,
  CallArguments,
  CallOptions,
  ClientOptions,
  ErrorEnvelope,
  Exchange,
  Fetch,
  ItemOf,
  Limiter,
  LimiterWait,
  OperationInput,
  OperationResponse,
  OperationTypes,
  Page,
  Paginated,
  PaginatedNames,
  RateLimit,
  RetryPolicy,
  Tracer,
  TransportHooks,
  TransportOptions,
  VendorClient,
} from "./types.ts";
