import type { JamfProSchemas } from "@mdmkit/jamf-pro";
import type { NotFoundError } from "@mdmkit/runtime";
import {
  type CommandProgress,
  type Drift,
  first,
  latest,
  list,
  lookup,
  maybeList,
  type ReadRequest,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import { parseId } from "../api/device-id.ts";
import { invalidResponse, notFound } from "../api/errors.ts";
import { isOneOf } from "../api/rsql.ts";
import type { InventoryReader } from "../devices/read-inventory.ts";
import type { JamfProApi } from "../generated/api/client.ts";
import { managementIdOf } from "./plan-commands.ts";

type Status = CommandProgress["status"];
type PlanState = NonNullable<JamfProSchemas["PlanStatus"]["state"]>;

const COMMAND_STATUS: Record<JamfProSchemas["MdmCommandState"], Status> = {
  PENDING: "pending",
  NOT_NOW: "pending", // the device will be asked again
  ACKNOWLEDGED: "completed",
  ERROR: "failed",
  COMMAND_FORMAT_ERROR: "failed",
};

/** What has ended; a plan goes through many states before. */
const PLAN_STATUS: Record<PlanState, Status> = {
  Init: "pending",
  PendingPlanValidation: "pending",
  AcceptingPlan: "pending",
  RejectingPlan: "pending",
  ProcessingPlanType: "pending",
  ProcessingPlanTypeMdm: "pending",
  StartingPlan: "pending",
  PlanFailed: "failed",
  SchedulingScanForOSUpdates: "pending",
  ProcessingScheduleOSUpdateScanResponse: "pending",
  WaitingForScheduledOSUpdateScanToComplete: "pending",
  CollectingAvailableOSUpdates: "pending",
  ProcessingAvailableOSUpdatesResponse: "pending",
  ProcessingSchedulingType: "pending",
  SchedulingDDM: "pending",
  DDMPlanScheduled: "pending",
  WaitingToStartDDMUpdate: "pending",
  ProcessingDDMStatusResponse: "pending",
  CollectingDDMStatus: "pending",
  SchedulingMDM: "pending",
  MDMPlanScheduled: "pending",
  SchedulingOSUpdate: "pending",
  ProcessingScheduleOSUpdateResponse: "pending",
  CollectingOSUpdateStatus: "pending",
  ProcessingOSUpdateStatusResponse: "pending",
  WaitingToCollectOSUpdateStatus: "pending",
  VerifyingInstallation: "pending",
  ProcessingInstallationVerification: "pending",
  PlanCompleted: "completed",
  PlanCanceled: "failed",
  PlanException: "failed",
  Unknown: "pending",
};

/** Ids of update plans start so, because plans are kept apart from MDM commands and both have UUIDs. */
export const PLAN_PREFIX = "plan-";

type Command = JamfProSchemas["MdmCommand"];
type Plan = JamfProSchemas["ManagedSoftwareUpdatePlan"];

/** Reads an MDM command or an update plan of a device. */
export function createCommandReader(client: JamfProApi, reader: InventoryReader) {
  async function command(
    deviceId: string,
    commandId: string,
    { primary, signal }: ReadRequest,
  ): Promise<Command | Plan> {
    const device = parseId(deviceId);
    if (commandId.startsWith(PLAN_PREFIX)) {
      const id = commandId.slice(PLAN_PREFIX.length);
      const plan = await client.getUpdatePlan({ path: { id } }, primary);
      if (!plan?.status) throw invalidResponse("getUpdatePlan", NO_COMMAND);
      if (!isPlanOf(plan.device, device)) throw noSuchCommand("getUpdatePlan");
      return plan;
    }
    const query = { filter: isOneOf("uuid", [commandId]), "page-size": 1 };
    const results = (await client.listMdmCommands({ query }, primary))?.results;
    if (!Array.isArray(results)) throw invalidResponse("listMdmCommands", NO_COMMAND);
    const [command] = list<Command>(results);
    const isKnown = command && (await isCommandOf(command, device, { signal }));
    if (isKnown) return command;
    throw noSuchCommand("listMdmCommands");
  }

  /** A device that is not managed any more has lost the id by which commands name it. */
  async function isCommandOf(
    { client: addressee }: Command,
    { kind, id }: DeviceName,
    options: { signal: AbortSignal | undefined },
  ): Promise<boolean> {
    const addressedId = text(addressee?.managementId);
    const own = managementIdOf(await reader.one(kind, id, "identity", options));
    return !addressedId || !own || addressedId === own;
  }

  return { command, mapCommand };
}

type DeviceName = ReturnType<typeof parseId>;

function isPlanOf(target: JamfProSchemas["PlanDevice"] | undefined, { kind, id }: DeviceName): boolean {
  const { deviceId, objectType } = target ?? {};
  const isOfKind = !objectType || (objectType === "COMPUTER") === (kind === "computer");
  return isOfKind && (text(deviceId) ?? id) === id;
}

function noSuchCommand(operation: string): NotFoundError {
  return notFound(
    operation,
    "command not found for this device. Pass the `command_id` of an action's result.",
  );
}

/** Where a command or a plan stands. */
export function mapCommand(command: Command | Plan, drift?: Drift): CommandProgress {
  return "status" in command ? planProgress(command, drift) : commandProgress(command, drift);
}

export function commandProgress(command: Command, drift?: Drift): CommandProgress {
  const { commandError } = command;
  return {
    status: lookup(COMMAND_STATUS, command.commandState, "pending", drift) ?? "pending",
    reason: first(
      text(commandError?.errorLocalizedDescription, drift),
      text(commandError?.errorEnglishDescription, drift),
    ),
    updated_at: latest(toRfc3339(command.dateCompleted, drift), toRfc3339(command.dateSent, drift)),
  };
}

/** A plan has no time of its own. */
export function planProgress({ status }: Plan, drift?: Drift): CommandProgress {
  const reasons = maybeList(status.errorReasons, drift);
  return {
    status: lookup(PLAN_STATUS, status.state, "pending", drift) ?? "pending",
    reason: reasons && (reasons.join(", ") || null),
    updated_at: undefined,
  };
}

const NO_COMMAND = "the response contains no command.";
