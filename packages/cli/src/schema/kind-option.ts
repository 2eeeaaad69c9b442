import { type Ability, phraseFor } from "../account/ability.ts";
import type { OptionTable } from "../args/options.ts";
import { enumOf } from "./schema-options.ts";

/** For vendors that count kinds of device apart, so that a bare id may mean one of each. */
export const KIND_OPTION = {
  type: {
    type: "text",
    value: "TYPE",
    choices: enumOf("DeviceType"),
    summary: "which device a bare id means: desktop or mobile",
  },
} as const satisfies OptionTable;

/** For help: left out unless one of the vendors has it. */
export function kindHelp(abilities: readonly Ability[]): OptionTable {
  const { choices, ...spec } = KIND_OPTION.type;
  const summary = phraseFor(spec.summary, abilities, ({ hasKinds }) => hasKinds);
  return summary === undefined ? {} : { type: { ...spec, summary } };
}
