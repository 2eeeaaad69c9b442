import type { ActionInputs, ActionName } from "./actions.ts";
import type { InputNeed, Platform } from "./model.ts";

/** What a vendor makes of one input of an action. */
export type InputRule = {
  /** The platforms whose devices take it. Left out: all on which the action works. */
  readonly platforms?: readonly Platform[];
  /**
   * `required`: without it the action is refused, on the platforms that take it. `conditional`: some of those devices need it,
   * and the planner knows which. Default: `optional`.
   */
  readonly need?: InputNeed;
  /** The values that the vendor takes. Left out: all of the unified document. */
  readonly values?: readonly string[];
};

/** What a vendor makes of an action. An input without a rule is refused, so that none is dropped. */
export type ActionRule<Inputs> = {
  /** The platforms on which the action works. Left out: all that the vendor manages. */
  readonly platforms?: readonly Platform[];
  readonly inputs?: { readonly [Name in keyof Inputs]?: InputRule };
  /** Inputs of which at least one must be given. */
  readonly oneOf?: readonly (keyof Inputs & string)[];
  /** Apple does it to iPhones and iPads only while they are supervised: one that is known not to be is refused. */
  readonly supervised?: true;
  /** Further conditions, for people. */
  readonly note?: string;
};

/** The rules of a vendor's actions. An action without one takes no input and works on all platforms. */
export type ActionRules = { readonly [Name in ActionName]?: ActionRule<ActionInputs[Name]> };

/** Six digits, for which a Mac asks afterwards. Other devices take none. */
export const MAC_PIN = { platforms: ["macos"], need: "required" } as const satisfies InputRule;

/** The conditions of an action in words. */
export function conditionsOf({
  oneOf = [],
  supervised,
  note,
}: Pick<ActionRule<object>, "supervised" | "note"> & { readonly oneOf?: readonly string[] }):
  | string
  | undefined {
  const sentences = [
    oneOf.length > 0 && `One of ${oneOf.map((input) => `\`${input}\``).join(" and ")} is required.`,
    supervised && "iPhones and iPads must be supervised.",
    note,
  ].filter(Boolean);
  return sentences.length > 0 ? sentences.join(" ") : undefined;
}

type RulesOf<Rule> = Rule extends { readonly inputs: infer Inputs } ? Inputs : unknown;
type ValueOf<Value, Rule> = Rule extends { readonly values: readonly (infer Allowed)[] }
  ? Allowed | Extract<Value, null>
  : Exclude<Value, undefined>;

/** An input required on some platforms is null for devices of the others. */
type RequiredInput<Value, Rule> = Rule extends { readonly platforms: readonly unknown[] }
  ? ValueOf<Value, Rule>
  : Rule extends { readonly need: "required" }
    ? Exclude<ValueOf<Value, Rule>, null>
    : ValueOf<Value, Rule>;

/** The inputs that must be given, though perhaps as null: because of the document, or of the vendor. */
type GivenNames<Inputs, Rules> = {
  [Name in keyof Inputs & keyof Rules]: Rules[Name] extends { readonly need: "required" | "conditional" }
    ? Name
    : undefined extends Inputs[Name]
      ? never
      : Name;
}[keyof Inputs & keyof Rules];

type TakenInputs<Inputs, Rules, Given extends keyof Inputs & keyof Rules = GivenNames<Inputs, Rules>> = {
  // Over the document's inputs, so that editors show its sentence about each.
  [Name in keyof Pick<Inputs, Given>]-?: RequiredInput<Inputs[Name], Rules[Name & keyof Rules]>;
} & {
  [Name in keyof Pick<Inputs, Exclude<keyof Inputs & keyof Rules, Given>>]?:
    | ValueOf<Inputs[Name], Rules[Name & keyof Rules]>
    | undefined;
};

/** The input that an action takes under the rules of a vendor: the type of its planner's input, and of what callers pass. */
export type TakenInput<Rules extends ActionRules, Name extends ActionName> = TakenInputs<
  ActionInputs[Name],
  RulesOf<Rules[Name]>
>;
