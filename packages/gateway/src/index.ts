export { createGateway, type GatewayOptions } from "./create-gateway.ts";
export { StoreError, type StoreErrorReason } from "./errors/store-error.ts";
export type { Gateway } from "./http/router.ts";
export type { ToolOptions } from "./mcp/tool-endpoint.ts";
export { createJsonLog, type Log, type LogEntry, type LogLevel } from "./observe/log.ts";
export { type RunningGateway, type StartOptions, startGateway } from "./start-gateway.ts";
export { openStore, type StoreOptions } from "./store/open-store.ts";
export type {
  AccountStatus,
  ApiToken,
  AuditEntry,
  IntegratedAccount,
  Scope,
  Store,
} from "./store/store.ts";
