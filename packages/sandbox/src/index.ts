export type { CommonOptions } from "./common-options.ts";
export { createSandbox } from "./create-sandbox.ts";
export type { Collection } from "./engine/records/collection.ts";
export type { Fault, FaultHandle, FaultKind, FaultTarget, FaultType } from "./faults/fault.ts";
export type { PhysicalDevice } from "./fleet/device.ts";
export { createFleet, type Fleet } from "./fleet/fleet.ts";
export type { Person } from "./fleet/person.ts";
export type {
  Sandbox,
  SandboxCredentials,
  SandboxOptions,
  SandboxState,
  VendorId,
} from "./sandbox.ts";
export type { LoggedRequest, Violation } from "./server/log.ts";
