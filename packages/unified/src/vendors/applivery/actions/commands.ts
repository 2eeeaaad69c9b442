import type { AppliverySchemas } from "@mdmkit/applivery";
import {
  APPLE_COMMANDS,
  type CommandProgress,
  type Drift,
  lookup,
  type ReadRequest,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import { notFound } from "../api/errors.ts";
import { recordIn } from "../api/responses.ts";
import type { AppliveryWorkspace } from "../api/workspace.ts";
import { targetOf } from "../devices/target.ts";

/** A command to an Apple device; of the other platforms' commands no id is documented. */
export async function readCommand(
  workspace: AppliveryWorkspace,
  { deviceId, commandId }: { deviceId: string; commandId: string },
  { primary, signal }: ReadRequest,
): Promise<AppliverySchemas["AdmCommand"]> {
  const target = await targetOf(workspace, deviceId, { signal });
  if (target.platform !== "apple" || !/^[a-f0-9]{24}$/i.test(commandId))
    throw notFound(
      "getAppleCommand",
      "command not found. Applivery returns the status of commands to Apple devices only.",
    );
  const { client, organizationId } = workspace;
  const path = {
    organizationId,
    targetType: "device" as const,
    targetId: target.id,
    admCommandId: commandId,
  };
  return recordIn(await client.getAppleCommand({ path }, primary), "getAppleCommand");
}

/** The status of a command. `Pending` is the only word that is documented; an unknown one leaves it pending. */
export function mapCommand(command: AppliverySchemas["AdmCommand"], drift?: Drift): CommandProgress {
  const isCanceled = Boolean(text(command.canceledAt, drift));
  return {
    status: isCanceled ? "failed" : (lookup(APPLE_COMMANDS, command.status, "pending", drift) ?? "pending"),
    reason: isCanceled ? "The command was canceled." : undefined,
    updated_at: toRfc3339(command.updatedAt, drift),
  };
}
