import type { FleetAccount } from "../fleet/fleet.ts";
import { quoted } from "../output/tool-result.ts";
import type { ToolCall } from "./tool.ts";

/** Accounts read at once; each has limits of its own. */
const AT_ONCE = 4;

/** What was read of each account, and the accounts that could not be read. Throws if the only one cannot. */
export async function eachAccount<Result>(
  accounts: readonly FleetAccount[],
  { fleet }: Pick<ToolCall, "fleet">,
  read: (account: FleetAccount) => Promise<Result>,
): Promise<{ readonly results: readonly Result[]; readonly problems: readonly string[] }> {
  const results: Result[] = [];
  const problems: string[] = [];
  const waiting = [...accounts];
  async function work(): Promise<void> {
    for (let account = waiting.shift(); account; account = waiting.shift()) {
      try {
        results.push(await read(account));
      } catch (error) {
        const why = accounts.length > 1 ? fleet.explain(error) : undefined;
        if (why === undefined) throw error;
        problems.push(`Account ${quoted(account.name)} could not be read: ${why}`);
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, accounts.length) }, work));
  return { results, problems };
}
