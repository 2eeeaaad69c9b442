import { type Row, textOf } from "../../../engine/records/values.ts";
import { bodyOf } from "../../../engine/request/call.ts";
import { failure } from "../errors.ts";
import { indexOfId } from "../ids.ts";
import { success } from "../query/page.ts";
import type { AppliveryState, DeviceCommand } from "../state/state.ts";
import { createToken, createTokens } from "./enrollment.ts";
import type { Handlers } from "./handler.ts";
import { applicationsOf, move, policiesOf, queue, removeOf, updateOf } from "./platform-devices.ts";

/** Commands for supervised devices only. */
const SUPERVISED = new Set([
  "RestartDevice",
  "ShutDownDevice",
  "EnableLostMode",
  "DisableLostMode",
  "PlayLostModeSound",
]);

type Order = { command: Row; targetIds: readonly string[] };

/** Queues a command for each target, or for none when one of them does not support it. */
function order({ command, targetIds }: Order, state: AppliveryState): DeviceCommand[] | undefined {
  const name = textOf(command, "RequestType");
  const targets = targetIds.map((id) => state.records.apple.get(id));
  const unfit = targets.some(
    (device) =>
      device === undefined ||
      (SUPERVISED.has(name) && textOf(device, "summary.name") && !isSupervised(device)),
  );
  if (unfit) return undefined;
  return targetIds.map((recordId) => state.command({ kind: "apple", recordId, name }));
}

const isSupervised = (device: Row) => Object(device.summary).supervised === true;

/** A command without its parameters. The device responds at its next check-in; one in eight fails. */
function commandView({ id, recordId, at, asked }: DeviceCommand, { inventory }: AppliveryState): Row {
  const createdAt = new Date(at).toISOString();
  const hasResponded = asked > 1;
  const response = indexOfId(id) % 8 === 7 ? "Error" : "Acknowledged";
  return {
    id,
    organization: inventory.organizationId,
    targetType: "device",
    targetId: recordId,
    status: hasResponded ? response : "Pending",
    sentAt: asked > 0 ? createdAt : null,
    receivedAt: hasResponded ? createdAt : null,
    numTries: Math.min(asked, 1),
    createdAt,
    updatedAt: createdAt,
  };
}

export const appleHandlers = {
  updateAppleDevice: updateOf("apple"),
  removeAppleDevice: removeOf("apple"),
  moveAppleDevice: move,
  listAppleDeviceApplications: applicationsOf(({ identifier, name, version }) => ({
    Identifier: identifier,
    Name: name,
    ShortVersion: version,
    HasUpdateAvailable: false,
    BetaApp: false,
  })),
  runAppleDeviceAction: queue(
    "apple",
    ({ action }) => `application ${String(action)}`,
    (id) => ({ id }),
  ),
  createAppleCommands(call, state) {
    const { command, targetIds } = bodyOf(call);
    const ids = Array.isArray(targetIds) ? targetIds.map(String) : [];
    const made = order({ command: Object(command), targetIds: ids }, state);
    return made === undefined ? failure(3001) : success(made.map((entry) => commandView(entry, state)));
  },
  sendAppleCommand(call, state) {
    const made = order({ command: bodyOf(call), targetIds: [call.path.targetId ?? ""] }, state);
    return made === undefined ? failure(3001) : success(made.map((entry) => commandView(entry, state))[0]);
  },
  getAppleCommand(call, state) {
    const { admCommandId, targetId } = call.path;
    const command = state.commands.find(({ id, recordId }) => id === admCommandId && recordId === targetId);
    if (command === undefined) return failure(3001);
    command.asked += 1;
    return success(commandView(command, state));
  },
  listApplePolicies: policiesOf("apple"),
  createAppleEnrollmentToken: createToken("apple"),
  createAppleEnrollmentTokens: createTokens("apple"),
} satisfies Handlers;
