import { randomUUID } from "node:crypto";
import { InvalidInputError, isRecord } from "@mdmkit/runtime";
import type { Device, UnifiedComponents } from "@mdmkit/unified";
import { createRequestStateCodec, type ServerContext } from "@modelcontextprotocol/server";

/** An action as it was planned. Nothing of it can be changed afterwards. */
export type PlannedAction = {
  /** A new one for each plan. */
  readonly plan: string;
  /** Who planned it. */
  readonly caller: string;
  /** Id of the account. */
  readonly account: string;
  readonly device: Pick<Device, "id" | "name" | "serial_number">;
  readonly action: UnifiedComponents["schemas"]["DeviceActionName"];
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Owner and enrollment of the device when it was planned; undefined where the vendor reports neither. */
  readonly before?: Partial<Device> | undefined;
};

/** The question to a person that belongs to a plan. */
type AskedQuestion = { readonly question: string };

/** How long a plan is valid. */
export const PLAN_SECONDS = 300;

/** Signs plans, and the state of questions to people. */
export function createPlanTokens(key: Uint8Array) {
  const codec = createRequestStateCodec<PlannedAction | AskedQuestion>({ key, ttlSeconds: PLAN_SECONDS });
  return {
    sign: (planned: Omit<PlannedAction, "plan">) => codec.mint({ plan: randomUUID(), ...planned }),
    /** Throws for a token that was changed, that is older than five minutes, or that was never signed. */
    async read(token: string, context: ServerContext): Promise<PlannedAction> {
      const value = await codec.verify(token, context).catch(() => undefined);
      if (value && "plan" in value) return value;
      throw new InvalidInputError("The plan token is invalid, or older than five minutes.", {
        advice: "Make a new plan.",
      });
    },
    signQuestion: ({ plan }: PlannedAction) => codec.mint({ question: plan }),
    /** For the server, which verifies what comes back with the answer. */
    verifyState: (state: string, context: ServerContext) => codec.verify(state, context),
    /** Whether verified state is that of the question about a plan. */
    isQuestionOf: (state: unknown, { plan }: PlannedAction) => isRecord(state) && state.question === plan,
  };
}

export type PlanTokens = ReturnType<typeof createPlanTokens>;
