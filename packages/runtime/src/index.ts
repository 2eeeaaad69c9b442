export { apiKey, basic, bearer } from "./auth.ts";
export { createVendorClient } from "./client.ts";
export { type ClientCredentialsOptions, clientCredentials } from "./client-credentials.ts";
export {
  AbortedError,
  AuthenticationError,
  ConfirmationError,
  ConflictError,
  ConnectionError,
  type ErrorCode,
  type ErrorFacts,
  InvalidInputError,
  InvalidResponseError,
  type InvalidResponseReason,
  MdmError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  TimeoutError,
  UnsupportedCapabilityError,
  ValidationError,
  VendorUnavailableError,
} from "./errors.ts";
export { createLimiter } from "./limiter.ts";
export { type Operation, type OperationTable, type Pagination, type Safety, safetyOf } from "./operation.ts";
export { byPath } from "./path-client.ts";
export { sharedToken } from "./shared-token.ts";
export type {
  Answered,
  AttemptEvent,
  Authenticator,
  AuthenticatorContext,
  CallArguments,
  CallOptions,
  ClientOptions,
  Exchange,
  Fetch,
  HiddenFailure,
  ItemOf,
  Limiter,
  LimiterWait,
  OperationInput,
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
export { wait } from "./wait.ts";
