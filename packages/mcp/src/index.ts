export type {
  ChangePage,
  ChangesQuery,
  Fleet,
  FleetAccount,
  FleetAction,
  FleetActions,
  FleetChange,
  UseConnection,
} from "./fleet/fleet.ts";
export { createLocalFleet, type LocalAccount, type LocalFleetOptions } from "./fleet/local-fleet.ts";
export { createHttpTools, type HttpTools, type HttpToolsOptions } from "./serve-http.ts";
export { type StdioOptions, serveStdio } from "./serve-stdio.ts";
export { createToolServer, type ToolServerOptions } from "./server.ts";
