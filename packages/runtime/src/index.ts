export { apiKey, basic, bearer } from "./auth/auth.ts";
export type { Authenticator, AuthenticatorContext } from "./auth/authenticator.ts";
export {
  type ClientCredentialsOptions,
  clientCredentials,
  type TokenRefusal,
} from "./auth/client-credentials.ts";
export {
  type DeviceAuthorizationOptions,
  type DeviceCode,
  deviceAuthorization,
} from "./auth/device-authorization.ts";
export { sharedToken } from "./auth/shared-token.ts";
export { createVendorClient, withOperations } from "./client/client.ts";
export {
  type ClientDefinition,
  type ClientFor,
  defineClient,
  type OneOf,
  type VendorClientOptions,
} from "./client/define-client.ts";
export { readBlob } from "./client/read-response.ts";
export type { ClientOptions, VendorClient } from "./client/vendor-client.ts";
export { composeMessage, type WriteOutcome } from "./errors/compose-message.ts";
export {
  AbortedError,
  AccountsFailedError,
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
  UnsupportedOperationError,
  ValidationError,
  VendorUnavailableError,
} from "./errors/errors.ts";
export { isRecord } from "./errors/is-record.ts";
export { type ErrorCode, type ErrorFacts, type InvalidResponseReason, MdmError } from "./errors/mdm-error.ts";
export { isTlsCode, networkCode } from "./errors/network-failure.ts";
export { withOutcome } from "./errors/outcome.ts";
export type { ErrorEnvelope } from "./errors/response-error.ts";
export type {
  CallArguments,
  CallOptions,
  Exchange,
  ItemOf,
  OperationInput,
  OperationResponse,
  OperationTypes,
  PaginatedNames,
} from "./operation/call.ts";
export {
  type BodyFormat,
  type Operation,
  type OperationTable,
  type Pagination,
  type ParameterWriter,
  type ParameterWriters,
  type QueryWriter,
  type ResponseReader,
  type Safety,
  safetyOf,
} from "./operation/operation.ts";
export { isSequence, type Sequence, type SequenceReport } from "./operation/sequence.ts";
export type { Page, Paginated, PaginateOptions } from "./paging/paginated.ts";
export type { PagingReason, PagingReport } from "./paging/paging-report.ts";
export {
  type BinaryBody,
  blobBody,
  bytesBody,
  formBody,
  formBodyOf,
  joinedFormBody,
  multipartBody,
  multipartBodyOf,
  textBody,
} from "./requests/body-format.ts";
export {
  cookiesOf,
  jsonHeader,
  jsonPath,
  jsonQuery,
  type ParameterStyle,
  plainCookie,
  styled,
} from "./requests/parameter-styles.ts";
export { isPlainObject } from "./requests/plain-object.ts";
export type { Fetch, PreparedRequest } from "./requests/prepare-request.ts";
export { queryAs } from "./requests/query-as.ts";
export { isWellFormed } from "./requests/well-formed.ts";
export { jsonBody, jsonBodyOf } from "./requests/write-json.ts";
export { xmlBody } from "./requests/xml-body.ts";
export { eventsBody, readEvents } from "./sequences/events.ts";
export { jsonLinesBody, readJsonLines } from "./sequences/json-lines.ts";
export { jsonSequenceBody, readJsonSequence } from "./sequences/json-sequence.ts";
export { partsBody, readParts } from "./sequences/parts.ts";
export { wait } from "./timing/wait.ts";
export type { AttemptEvent, TransportHooks } from "./transport/hooks.ts";
export type { LimitedRequest, Limiter, LimiterWait, RateLimit } from "./transport/limiter.ts";
export { createLimiter } from "./transport/limiter.ts";
export type { RetryPolicy } from "./transport/retry-policy.ts";
export type { TransportOptions } from "./transport/settings.ts";
export { type Tracer, tracing } from "./transport/tracing.ts";
