import type { CommandResult, Host as ListedHost } from "@mdmkit/fleet";
import { UnsupportedOperationError } from "@mdmkit/runtime";
import {
  type ActionStatus,
  APPLE_COMMANDS,
  type CommandProgress,
  type Drift,
  idAt,
  isRecord,
  lookup,
  type ReadRequest,
  text,
  toRfc3339,
} from "@mdmkit/unified/vendor";
import { invalidResponse, notFound } from "../api/errors.ts";
import type { FleetApi, FleetPlan } from "../generated/api/client.ts";

type Host = Pick<ListedHost, "uuid">;

/** A command of Apple's protocol that takes nothing. The server gives it an id. */
export function appleCommand(host: Host, requestType: "RestartDevice" | "ShutDownDevice"): FleetPlan {
  const command = `<dict><key>RequestType</key><string>${requestType}</string></dict>`;
  const plist = `<plist version="1.0"><dict><key>Command</key>${command}</dict></plist>`;
  return send(host, `<?xml version="1.0" encoding="UTF-8"?>${plist}`);
}

/** A restart in Microsoft's protocol. */
export function windowsRestart(host: Host): FleetPlan {
  const target = "<Target><LocURI>./Device/Vendor/MSFT/Reboot/RebootNow</LocURI></Target>";
  const meta = '<Meta><Format xmlns="syncml:metinf">null</Format><Type>text/plain</Type></Meta>';
  return send(host, `<Exec><CmdID>1</CmdID><Item>${target}${meta}<Data></Data></Item></Exec>`);
}

function send({ uuid }: Host, command: string): FleetPlan {
  const body = { command: btoa(command), host_uuids: [text(uuid) ?? ""] };
  return { operation: "runMdmCommand", body, commandId: (response) => idAt(response, "command_uuid") };
}

/** Reads the result of a command to one host; as long as the host has not responded there is none. */
export function createCommandReader(client: FleetApi) {
  return {
    async command(_hostId: string, commandUuid: string, { primary }: ReadRequest): Promise<CommandResult> {
      const query = { command_uuid: commandUuid };
      const response = await client.getMdmCommandResults({ query }, primary).catch(notFoundOr);
      if (isRecord(response))
        return response.results?.[0] ?? { command_uuid: commandUuid, status: "Pending" };
      throw invalidResponse("getMdmCommandResults", "The response contains no results.");
    },
    mapCommand: mapFleetCommand,
  };
}

/** The path names no command, so that 404 is taken for a server that lacks the operation. */
function notFoundOr(error: unknown): never {
  if (!(error instanceof UnsupportedOperationError) || error.status !== 404) throw error;
  throw notFound("getMdmCommandResults", "command not found.");
}

/** The status of a command: one of Apple's words, or a number of Microsoft's protocol. */
export function mapFleetCommand(result: CommandResult, drift?: Drift): CommandProgress {
  const updatedAt = toRfc3339(result.updated_at, drift);
  const [, hundreds] = /^([1-5])\d\d$/.exec(text(result.status, drift) ?? "") ?? [];
  const status = hundreds ? OF_NUMBER[hundreds] : lookup(APPLE_COMMANDS, result.status, "pending", drift);
  return { status: status ?? "pending", reason: undefined, updated_at: updatedAt };
}

const OF_NUMBER: Readonly<Record<string, ActionStatus>> = {
  1: "pending",
  2: "completed",
  3: "completed",
  4: "failed",
  5: "failed",
};
