import { usageError } from "../process/problem.ts";
import { suggest } from "../process/suggest.ts";
import { commandsOf, isGroup } from "./index.ts";
import { actionWords } from "./records/action.ts";

/** For words that are no command, or only the beginning of some. */
export function unknownCommand(words: readonly string[]): Error {
  const name = words.join(" ");
  if (isGroup(name)) return usageError(`\`${name}\` needs a command.`, helpOf(name));
  const group = words.slice(0, -1).join(" ");
  const known = [
    ...commandsOf(group).map((command) => command.split(" ", 1)[0] ?? ""),
    ...(group === "devices" ? actionWords() : []),
  ];
  const shown = group === "" ? name : `\`${name}\``;
  return usageError(`There is no command ${shown}.`, suggest(words.at(-1) ?? "", known) ?? helpOf(group));
}

const helpOf = (group: string): string =>
  `\`${["mdmkit", ...(group ? [group] : []), "--help"].join(" ")}\` lists them.`;
