import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { completionsOf } from "./candidates.ts";
import type { CompletionTable } from "./table.ts";

type Environment = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
};

/**
 * The lines that a shell's completion reads: a candidate, a tab and what it means, or `:files`. The first argument is the
 * current word after `current=`, so that it is never empty, and the others are those before it.
 */
export async function completionLines(
  [first = "", ...words]: readonly string[],
  environment: Environment,
): Promise<string> {
  const current = first.replace(/^current=/, "");
  const found = await completionsOf(
    await loadTable(),
    { words, current },
    { accounts: () => accountNames(environment) },
  );
  if (found === "files") return ":files\n";
  return found.map(({ text, summary }) => `${text}${summary ? `\t${summary}` : ""}\n`).join("");
}

/** The table of the build; from source, one made now. */
async function loadTable(): Promise<CompletionTable> {
  const text = await readFile(new URL("../completion.json", import.meta.url), "utf8").catch(() => undefined);
  return text === undefined ? (await import("./build-table.ts")).buildTable() : JSON.parse(text);
}

/** Names in the config file at its usual place. Errors there are no matter of completion. */
async function accountNames({ env, home }: Environment): Promise<string[]> {
  try {
    const base = env.XDG_CONFIG_HOME || env.APPDATA || join(home, ".config");
    const { vendors = {}, accounts = {} } = JSON.parse(
      await readFile(join(base, "mdmkit", "config.json"), "utf8"),
    );
    return [...Object.keys(vendors), ...Object.keys(accounts)];
  } catch {
    return [];
  }
}
