import { isRecord } from "@mdmkit/runtime";
import { fromWireAction, GUARDED_ACTIONS } from "@mdmkit/unified";
import { named } from "../schema/tool-schema.ts";
import type { PlannedAction } from "./plan-token.ts";

type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The inputs of every action in the unified document, by its name. */
const INPUTS: Readonly<Record<string, Properties>> = Object.fromEntries(alternatives().map(readAction));

/** The names of all actions. */
export const ACTIONS: readonly string[] = Object.keys(INPUTS);

function alternatives(): unknown[] {
  const request = named("DeviceActionRequest");
  return isRecord(request) && Array.isArray(request.oneOf) ? request.oneOf : [];
}

function readAction(reference: unknown): [string, Properties] {
  const schema = isRecord(reference) ? named(String(reference.$ref)) : undefined;
  const { action, ...inputs } = isRecord(schema) ? propertiesIn(schema) : {};
  return [String(action?.const), inputs];
}

function propertiesIn({ properties }: Readonly<Record<string, unknown>>): Properties {
  return Object.fromEntries(
    Object.entries(isRecord(properties) ? properties : {}).flatMap(([name, member]) =>
      isRecord(member) ? [[name, member]] : [],
    ),
  );
}

const isSecret = (schema: Properties[string]) => schema["x-mdmkit-sensitive"] === "secret";

/** The inputs of an action that are secrets, and so are never taken from a model. */
export function secretInputs(action: string): string[] {
  return Object.entries(INPUTS[action] ?? {}).flatMap(([name, schema]) => (isSecret(schema) ? [name] : []));
}

/** The inputs of all actions as properties of a schema. The vendor's library checks which of them belong to an action. */
export function inputProperties(): Record<string, object> {
  const all = Object.values(INPUTS).flatMap((inputs) => Object.entries(inputs));
  return Object.fromEntries(
    all.map(([name, schema]) => [
      name,
      isSecret(schema)
        ? { description: "A secret, which tools do not accept: null, or left out.", type: "null" }
        : schema,
    ]),
  );
}

/** Whether an action locks people out or destroys data. */
export function isGuarded({ action }: Pick<PlannedAction, "action">): boolean {
  return GUARDED_ACTIONS.some((guarded) => guarded === fromWireAction(action));
}
