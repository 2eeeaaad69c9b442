import { readFile } from "node:fs/promises";
import { defineCommand } from "../args/command.ts";
import { usageError } from "../process/command-error.ts";
import { EXIT } from "../process/exit-code.ts";
import { suggest } from "../process/suggest.ts";

/** Endings of the scripts, by shell. */
const ENDINGS: Readonly<Record<string, string>> = {
  bash: "bash",
  zsh: "zsh",
  fish: "fish",
  powershell: "ps1",
};

export const SHELLS: readonly string[] = Object.keys(ENDINGS);

/** `mdmkit completion bash` */
export const completionCommand = defineCommand({
  name: "completion",
  summary: "Prints a script that completes commands, options and values of mdmkit in a shell.",
  arguments: ["SHELL"],
  notes: [
    `SHELL is ${SHELLS.join(", ")}. The script asks mdmkit for the candidates: no vendor is contacted, and what is typed is not run.`,
  ],
  examples: [
    "mdmkit completion bash > ~/.local/share/bash-completion/completions/mdmkit",
    'mdmkit completion zsh > "$fpath[1]/_mdmkit"',
    "mdmkit completion fish > ~/.config/fish/completions/mdmkit.fish",
    "mdmkit completion powershell >> $PROFILE",
  ],
  async run(call, { arguments: [shell = ""] }) {
    const ending = Object.hasOwn(ENDINGS, shell) ? ENDINGS[shell] : undefined;
    if (ending === undefined)
      throw usageError(`Unknown shell ${shell}. Shells: ${SHELLS.join(", ")}.`, suggest(shell, SHELLS));
    await call.context.stdout.write(await readFile(new URL(`../shells/mdmkit.${ending}`, import.meta.url)));
    return EXIT.ok;
  },
});
