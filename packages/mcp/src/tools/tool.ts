import type {
  InputRequiredResult,
  ServerContext,
  StandardSchemaWithJSON,
  ToolAnnotations,
} from "@modelcontextprotocol/server";
import type { Fleet } from "../fleet/fleet.ts";
import type { ToolOutput } from "../output/tool-result.ts";
import { type ObjectSchema, toolSchema } from "../schema/tool-schema.ts";

/** What a call of a tool has to work with. */
export type ToolCall = {
  readonly fleet: Fleet;
  readonly signal: AbortSignal;
  readonly server: ServerContext;
  /** As the client states them. */
  readonly clientCapabilities: unknown;
};

/** A tool as clients see it, and what it does. */
export type Tool = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly annotations: ToolAnnotations;
  readonly input: StandardSchemaWithJSON;
  readonly output: StandardSchemaWithJSON;
  /** `input` is valid. */
  run(input: unknown, call: ToolCall): Promise<ToolOutput | InputRequiredResult>;
};

type ToolDefinition<Input> = Omit<Tool, "input" | "output" | "annotations" | "run"> & {
  /** The properties of its arguments. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly output: ObjectSchema;
  run(input: Input, call: ToolCall): Promise<ToolOutput | InputRequiredResult>;
};

/** A tool that only reads. */
export function readTool<Input>(definition: ToolDefinition<Input>): Tool {
  return toolOf(definition, { readOnlyHint: true, openWorldHint: true });
}

/** A tool that changes devices. */
export function actionTool<Input>(definition: ToolDefinition<Input>): Tool {
  return toolOf(definition, {
    readOnlyHint: false,
    destructiveHint: true,
    idempotentHint: false,
    openWorldHint: true,
  });
}

function toolOf<Input>(
  { input, required = [], output, run, ...rest }: ToolDefinition<Input>,
  annotations: ToolAnnotations,
): Tool {
  return {
    ...rest,
    annotations,
    input: toolSchema({ type: "object", properties: input, required, additionalProperties: false }),
    output: toolSchema(output),
    // The boundary: the server has validated the arguments against `input`.
    run: (given, call) => run(given as Input, call),
  };
}
