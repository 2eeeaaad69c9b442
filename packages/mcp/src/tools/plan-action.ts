import { InvalidInputError } from "@mdmkit/runtime";
import { type Device, fromWireAction } from "@mdmkit/unified";
import { ACTIONS, inputProperties, isGuarded, secretInputs } from "../actions/action-inputs.ts";
import { PLAN_SECONDS, type PlannedAction, type PlanTokens } from "../actions/plan-token.ts";
import type { FleetAccount, FleetActions } from "../fleet/fleet.ts";
import { quoted } from "../output/tool-result.ts";
import { deviceProperty } from "../schema/document.ts";
import { ACCOUNT, accountFor } from "./accounts.ts";
import { readTool, type Tool, type ToolCall } from "./tool.ts";

type PlanInput = {
  readonly account?: string;
  readonly device_id: string;
  readonly action: PlannedAction["action"];
  readonly inputs?: PlannedAction["inputs"];
};

/** The tool that plans an action, and sends nothing. */
export function planTool(actions: FleetActions, tokens: PlanTokens): Tool {
  return readTool<PlanInput>({
    name: "plan_action",
    title: "Plan a device action",
    description:
      "Plans an action on one device and sends nothing: what the vendor would receive, and a plan token for run_action. The token is valid for five minutes and once, for this device, its present owner and enrollment, and these inputs.",
    input: {
      ...ACCOUNT,
      device_id: { description: "Id of the device, as a list shows it.", type: "string", minLength: 1 },
      action: { enum: ACTIONS },
      inputs: {
        description: "Inputs of the action, as `capabilities` lists them.",
        type: "object",
        properties: inputProperties(),
        additionalProperties: false,
      },
    },
    required: ["device_id", "action"],
    output: {
      type: "object",
      required: ["account", "device", "action", "possible", "requests", "plan_token", "expires_in_seconds"],
      properties: {
        account: { description: "Id of the account.", type: "string" },
        device: {
          type: "object",
          required: ["id"],
          properties: Object.fromEntries(SHOWN.map((name) => [name, deviceProperty(name)])),
        },
        action: { $ref: "DeviceActionName" },
        possible: { description: "False if the action does not work for this device.", type: "boolean" },
        requests: {
          description: "What the vendor would receive.",
          type: "array",
          items: {
            type: "object",
            properties: {
              operation: { type: "string" },
              method: { type: "string" },
              path: { type: "string" },
            },
          },
        },
        plan_token: {
          description: "For run_action; null if the action is not possible.",
          type: ["string", "null"],
        },
        expires_in_seconds: { type: "integer" },
      },
      additionalProperties: false,
    },
    async run({ account: name, device_id, action, inputs = {} }, call) {
      const account = await accountFor(call, name);
      const device = await readDevice(account, device_id, { action, call });
      const request = { account, id: device.id, action, inputs };
      const result = await actions
        .act({ ...request, dryRun: true }, call.signal)
        .catch((error: unknown) => Promise.reject(withSecretAdvice(error, action, call)));
      const possible = result.status !== "unsupported";
      const before = pick(device, DECISIVE);
      const planned = {
        ...{ caller: actions.caller, account: account.id, action, inputs },
        device: { id: device.id, name: device.name, serial_number: device.serial_number },
        ...(Object.keys(before).length > 0 && { before: { id: device.id, ...before } }),
      };
      return {
        summary: possible
          ? `Planned, nothing was sent. A person will be asked${isGuarded({ action }) ? ", because the action locks people out or destroys data, for the serial number or id" : ""}.`
          : `The action does not work for this device: ${quoted(result.reason ?? "the vendor does not say why")}.`,
        problems: [],
        content: {
          account: account.id,
          device: pick(device, SHOWN),
          action,
          possible,
          requests: result.requests.map(({ operation, method, path }) => ({ operation, method, path })),
          plan_token: possible ? await tokens.sign(planned) : null,
          expires_in_seconds: PLAN_SECONDS,
        },
      };
    },
  });
}

/** Identify the owner and the enrollment: those of `if_unchanged`. */
const DECISIVE = ["owner", "enrollment_status", "first_enrolled_at", "last_enrolled_at"] as const;
const SHOWN = ["id", "name", "serial_number", "platform", ...DECISIVE] as const satisfies (keyof Device)[];

type Reading = { readonly action: PlannedAction["action"]; readonly call: ToolCall };

/** What a plan is bound to. */
function readDevice(account: FleetAccount, id: string, { action, call: { fleet, signal } }: Reading) {
  const capability = `devices.${fromWireAction(action)}` as const;
  return fleet.use(account, { capability, signal }, (mdm) =>
    mdm.devices.get(id, { fields: SHOWN, remoteData: false, signal }),
  );
}

/** The fields that a device has. */
function pick<Name extends keyof Device>(
  device: Device,
  names: readonly Name[],
): Partial<Pick<Device, Name>> {
  const picked: Partial<Pick<Device, Name>> = {};
  for (const name of names) if (device[name] !== undefined) picked[name] = device[name];
  return picked;
}

/** An action that needs a secret ends here. */
function withSecretAdvice(error: unknown, action: PlannedAction["action"], { fleet }: ToolCall): unknown {
  const secrets = secretInputs(action);
  const problem = fleet.explain(error);
  if (problem === undefined || !secrets.some((name) => problem.includes(`\`${name}\``))) return error;
  return new InvalidInputError(problem, {
    advice: `Tools take no secrets such as \`${secrets.join("`, `")}\`, and return none: a person performs this action with \`mdmkit devices\` or in the vendor's console.`,
  });
}
