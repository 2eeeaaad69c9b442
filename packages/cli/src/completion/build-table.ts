import { loadVendors } from "@mdmkit/unified/vendors";
import type { Command } from "../args/command.ts";
import { SHARED_OPTIONS } from "../args/global-options.ts";
import { firstSentence } from "../args/help.ts";
import type { OptionTable } from "../args/options.ts";
import { SHELLS } from "../commands/completion.ts";
import { COMMANDS } from "../commands/index.ts";
import { actionCommand, actionWords } from "../commands/records/action.ts";
import { NAMES, RESOURCES } from "../resource.ts";
import { propertiesOf } from "../schema/input-options.ts";
import type { CommandEntry, CompletionTable, OptionEntries } from "./table.ts";

/** Loads every command, for what can be completed. */
export async function buildTable(): Promise<CompletionTable> {
  const named = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => [name, await load()] as const),
  );
  const actions = actionWords().flatMap((word) => {
    const command = actionCommand(word);
    return command ? [[`devices ${word}`, command] as const] : [];
  });
  return {
    vendors: (await loadVendors()).map(({ id }) => id),
    shared: entriesOf(SHARED_OPTIONS),
    commands: Object.fromEntries(
      [...named, ...actions].map(([name, command]) => [name, entryOf(name, command)]),
    ),
    fields: Object.fromEntries(
      RESOURCES.map((resource) => [resource, Object.keys(propertiesOf(NAMES[resource].record))]),
    ),
  };
}

/** First arguments that are words of a closed set. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  completion: SHELLS,
  "devices bulk": actionWords(),
};

function entryOf(name: string, { row: [, summary], options }: Command): CommandEntry {
  return { summary: firstSentence(summary), options: entriesOf(options), words: WORDS[name] };
}

function entriesOf(table: OptionTable): OptionEntries {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, { summary, value, choices, multiple, hidden }]) =>
      hidden ? [] : [[name, { summary: firstSentence(summary), value, choices, multiple }]],
    ),
  );
}
