import { InvalidInputError } from "@mdmkit/runtime";
import { isGuarded } from "../actions/action-inputs.ts";
import { askPerson, canAsk, readAnswer } from "../actions/ask-person.ts";
import { PLAN_SECONDS, type PlannedAction, type PlanTokens } from "../actions/plan-token.ts";
import type { FleetActions } from "../fleet/fleet.ts";
import { quoted } from "../output/tool-result.ts";
import { actionTool, type Tool, type ToolCall } from "./tool.ts";

type RunInput = { readonly plan_token: string };

/** The tool that sends a planned action, once a person has confirmed it. */
export function runTool(actions: FleetActions, tokens: PlanTokens): Tool {
  return actionTool<RunInput>({
    name: "run_action",
    title: "Run a planned action",
    description:
      "Sends the action of a plan token to the device. The client asks a person first. A token works once; nothing is sent if the owner or the enrollment of the device has changed since the plan. Never run an action again whose outcome is not known: look at the device or at action_status first.",
    input: {
      plan_token: { description: "From plan_action.", type: "string", minLength: 1, maxLength: 10_000 },
    },
    required: ["plan_token"],
    output: {
      type: "object",
      required: ["account", "device_id", "action", "status", "command_id"],
      properties: {
        account: { description: "Id of the account.", type: "string" },
        device_id: { type: "string" },
        action: { $ref: "DeviceActionName" },
        status: { $ref: "ActionStatus" },
        command_id: {
          description: "For action_status; null if the vendor returns none.",
          type: ["string", "null"],
        },
      },
      additionalProperties: false,
    },
    async run({ plan_token }, call) {
      const planned = await tokens.read(plan_token, call.server);
      if (planned.caller !== actions.caller) throw new InvalidInputError("The plan is of another caller.");
      const account = (await call.fleet.accounts()).find(({ id }) => id === planned.account);
      if (!account) throw new InvalidInputError("The account of the plan is not available any more.");
      const answer = readAnswer(planned, tokens, call.server);
      if (answer.kind === "not-asked") {
        assertCanAsk(call);
        return askPerson(planned, tokens);
      }
      // Also after a refusal, so that a person is not asked again and again.
      await redeem(planned, actions);
      if (answer.kind === "refused")
        throw new InvalidInputError(`${answer.why} Nothing was sent, and the plan is used up.`);
      const { id } = planned.device;
      const result = await actions.act(
        {
          ...{ account, id, action: planned.action, inputs: planned.inputs, dryRun: false },
          ...(planned.before && { ifUnchanged: planned.before }),
          ...(isGuarded(planned) && { confirm: id }),
        },
        call.signal,
      );
      return {
        summary: `The action ${planned.action} was sent to ${quoted(id)}: ${result.status}.`,
        problems:
          result.status === "failed" ? [`The vendor says: ${quoted(result.reason ?? "nothing")}.`] : [],
        content: {
          account: account.id,
          device_id: id,
          action: planned.action,
          status: result.status,
          command_id: result.command_id ?? null,
        },
      };
    },
  });
}

function assertCanAsk({ clientCapabilities }: ToolCall): void {
  if (canAsk(clientCapabilities)) return;
  throw new InvalidInputError(
    "This client cannot ask a person, so that no action can be sent through it. Nothing was sent.",
    {
      advice: "Use a client with form elicitation. Over HTTP it must speak the protocol of 2026-07-28.",
    },
  );
}

async function redeem({ plan }: PlannedAction, actions: FleetActions): Promise<void> {
  const expiresAt = new Date(Date.now() + PLAN_SECONDS * 1000);
  if (await actions.redeem(plan, expiresAt)) return;
  throw new InvalidInputError("The plan token was used before. Nothing was sent.", {
    advice: "Make a new plan.",
  });
}
