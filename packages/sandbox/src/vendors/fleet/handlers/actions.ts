import { asTexts, type Row, rowOf, textOf } from "../../../engine/records/values.ts";
import { bodyOf, json, type ResourceCall, type VendorResponse } from "../../../engine/request/call.ts";
import { createDraw } from "../../../fleet/draw.ts";
import { time } from "../render/host.ts";
import type { FleetState } from "../state.ts";
import { DONE, failure, type Handlers, premium } from "./handler.ts";

type Action = "lock" | "unlock" | "wipe";

const refuse = (status: number, reason: string): VendorResponse => failure(status, reason, "host_id");

const isApple = ({ platform }: Row): boolean =>
  /^(?:darwin|i(?:pad)?os)$/.test(textOf({ platform }, "platform"));

/** Why the server refuses, as its source has it. */
function refusal(action: Action, host: Row): VendorResponse | undefined {
  const { enrollment_status, connected_to_fleet, device_status, pending_action } = rowOf(host.mdm);
  const status = String(enrollment_status);
  if (isApple(host) && action !== "unlock" && status.includes("ersonal"))
    return refuse(400, "not supported on personal hosts");
  if (action === "lock" && /^i/.test(String(host.platform)) && status !== "On (automatic)")
    return refuse(400, "not supported on manually enrolled hosts");
  if (host.platform === "chrome" || host.platform === "android") return refuse(422, "unsupported platform");
  if (isApple(host) && connected_to_fleet !== true) return refuse(422, "MDM is not turned on");
  if (!isApple(host) && host.scripts_enabled === false) return refuse(422, "scripts are not enabled");
  const reached = { lock: "locked", unlock: "unlocked", wipe: "wiped" }[action];
  if (device_status === reached && pending_action === "") return refuse(409, `already ${reached}`);
  const isPinOfMac = action === "unlock" && host.platform === "darwin";
  if (typeof pending_action === "string" && pending_action !== "" && !isPinOfMac)
    return refuse(422, "an action is pending");
  return action === "wipe" && device_status === "locked" ? refuse(422, "unlock the host first") : undefined;
}

const action = (name: Action) =>
  premium((call, state) => {
    const { id, record: host } = call;
    const refused = refusal(name, host);
    if (refused) return refused;
    const mdm = rowOf(host.mdm);
    state.hosts.update(id, { mdm: { ...mdm, pending_action: name } });
    const shown = host.platform === "darwin" && (name === "unlock" || call.query.view_pin === true);
    return json({
      ...(name === "unlock" && { host_id: host.id }),
      ...(shown && { unlock_pin: pinOf(host, state) }),
      device_status: mdm.device_status,
      pending_action: name,
    });
  });

/** The same PIN as often as it is asked. */
function pinOf({ id }: Row, { fleet }: FleetState): string {
  const draw = createDraw({ seed: fleet.seed, kind: "fleet-pin", index: Number(id) });
  return String(draw.integer("pin", { min: 100_000, max: 999_999 }));
}

/** Queues a command for each host; Apple's and Microsoft's differ in their text. */
function runCommand(call: ResourceCall, { hosts, commands, fleet }: FleetState): VendorResponse {
  const { command, host_uuids } = bodyOf(call);
  const text = decoded(command);
  const [, apple, windows] = /<key>RequestType<\/key>\s*<string>(\w+)<|<LocURI>([^<]+)</.exec(text) ?? [];
  const requestType = apple ?? windows;
  if (requestType === undefined) return failure(422, "not a command", "command");
  const uuids = asTexts(host_uuids);
  const found = hosts.all().filter(({ uuid }) => uuids.includes(String(uuid)));
  if (found.length === 0) return failure(404);
  const isOther = (host: Row) => isApple(host) !== (apple !== undefined);
  if (found.some((host) => rowOf(host.mdm).connected_to_fleet !== true || isOther(host)))
    return failure(422, "hosts must be of one platform and have MDM turned on", "host_uuids");
  const draw = createDraw({ seed: fleet.seed, kind: "fleet-command", index: commands.length });
  const command_uuid = `${draw.hex("uuid", 8)}-0000-4000-8000-${draw.hex("uuid-end", 12)}`;
  const sent = { command_uuid, request_type: requestType, updated_at: time(call.now) };
  for (const { uuid, hostname } of found) commands.push({ ...sent, host_uuid: uuid, hostname });
  return json({ command_uuid, request_type: requestType });
}

function decoded(command: unknown): string {
  try {
    return atob(String(command));
  } catch {
    return "";
  }
}

export const actionHandlers = {
  lockHost: action("lock"),
  unlockHost: action("unlock"),
  wipeHost: action("wipe"),
  refetchHost(call, { hosts }) {
    hosts.update(call.id, { refetch_requested: true });
    return DONE;
  },
  turnOffHostMdm({ id, record: host }, { hosts }) {
    if (host.platform === "windows") return refuse(400, "Can't turn off MDM for Windows hosts.");
    if (rowOf(host.mdm).connected_to_fleet !== true) return refuse(409, "MDM is not turned on");
    hosts.update(id, { mdm: { ...rowOf(host.mdm), enrollment_status: "Off", connected_to_fleet: false } });
    return { status: 204 };
  },
  installHostSoftware: premium(() => ({ status: 202 })),
  uninstallHostSoftware: premium(() => ({ status: 202 })),
  cancelHostUpcomingActivity: () => ({ status: 204 }),
  runMdmCommand: runCommand,
  /** Nothing as long as no host has responded, which it never does here unless a test says so. */
  getMdmCommandResults({ query }, { commands }) {
    const own = commands.filter(({ command_uuid }) => command_uuid === query.command_uuid);
    if (own.length === 0) return failure(404);
    const results = own.filter(({ status }) => status !== undefined);
    return json(results.length > 0 ? { results } : {});
  },
  runScript(call) {
    const { host_id } = bodyOf(call);
    return json({ host_id, execution_id: "00000000-0000-4000-8000-000000000001" }, { status: 202 });
  },
} satisfies Handlers;
