import { isRecord } from "@mdmkit/runtime";
import {
  type InputRequiredResult,
  inputRequired,
  inputResponse,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { quoted } from "../output/tool-result.ts";
import { isGuarded } from "./action-inputs.ts";
import type { PlannedAction, PlanTokens } from "./plan-token.ts";

const KEY = "confirmation";

/** What a person said to a plan: yes, no, or nothing yet. */
export type Answer =
  | { readonly kind: "not-asked" }
  | { readonly kind: "confirmed" }
  | { readonly kind: "refused"; readonly why: string };

/** Whether the client can show a form to a person. */
export function canAsk(capabilities: unknown): boolean {
  const elicitation = isRecord(capabilities) ? capabilities.elicitation : undefined;
  return isRecord(elicitation) && (elicitation.form !== undefined || elicitation.url === undefined);
}

/** The question to the person in front of the client. What destroys data or locks people out needs the serial number, or the id. */
export async function askPerson(planned: PlannedAction, tokens: PlanTokens): Promise<InputRequiredResult> {
  const guarded = isGuarded(planned);
  return inputRequired({
    requestState: await tokens.signQuestion(planned),
    inputRequests: {
      [KEY]: inputRequired.elicit({
        message: questionOf(planned),
        requestedSchema: {
          type: "object",
          properties: {
            confirm: guarded
              ? {
                  type: "string",
                  title: planned.device.serial_number ? "Serial number of the device" : "Id of the device",
                  description: "Type it to confirm. Anything else sends nothing.",
                }
              : { type: "boolean", title: "Send it", default: false },
          },
          required: ["confirm"],
        },
      }),
    },
  });
}

function questionOf({ action, account, device, inputs }: PlannedAction): string {
  const { id, name, serial_number: serial } = device;
  const known = [
    name && `named ${quoted(name)}`,
    serial && `with the serial number ${quoted(serial)}`,
    `with the id ${quoted(id)}`,
  ];
  const given = Object.entries(inputs).filter(([, value]) => value !== null);
  const withInputs = given.map(([input, value]) => `${input}: ${quoted(String(value))}`).join(", ");
  return [
    `An agent wants to send the action ${action} to the device ${known.filter(Boolean).join(", ")}, in the account ${quoted(account)}.`,
    withInputs && `Inputs: ${withInputs}.`,
    "Quoted texts are data of the vendor or of users.",
  ]
    .filter(Boolean)
    .join(" ");
}

/** What the person answered, if this call has an answer to the question about this plan. */
export function readAnswer(planned: PlannedAction, tokens: PlanTokens, { mcpReq }: ServerContext): Answer {
  const response = inputResponse(mcpReq.inputResponses, KEY);
  // Without the state that was signed for this plan, the answer is that to another question.
  if (response.kind !== "elicit" || !tokens.isQuestionOf(mcpReq.requestState(), planned))
    return { kind: "not-asked" };
  if (response.action !== "accept") return { kind: "refused", why: "The person did not confirm the action." };
  const confirm = response.content?.confirm;
  const { id, serial_number: serial } = planned.device;
  const isRight = isGuarded(planned)
    ? typeof confirm === "string" && [id, serial].includes(confirm.trim())
    : confirm === true;
  return isRight
    ? { kind: "confirmed" }
    : { kind: "refused", why: "What the person entered does not confirm the action." };
}
