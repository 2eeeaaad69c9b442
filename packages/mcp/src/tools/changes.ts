import type { FleetChange } from "../fleet/fleet.ts";
import { estimateTokens } from "../output/tokens.ts";
import { MAX_CONTENT_TOKENS, visible } from "../output/tool-result.ts";
import { ACCOUNT, accountsFor } from "./accounts.ts";
import { readTool } from "./tool.ts";

type ChangesInput = { readonly account?: string; readonly after?: number; readonly limit?: number };

const DEFAULT_LIMIT = 100;
const FRAME_TOKENS = 1000;

export const changes = readTool<ChangesInput>({
  name: "changes",
  title: "Changes",
  description:
    "What changed in the fleets, the oldest first: devices that appeared, went missing, returned or have other values. `after` takes `next_after` of the result before. A gateway has the changes of the lists that it stores; the command line compares with the state at the first call.",
  input: {
    ...ACCOUNT,
    after: {
      description: "`next_after` of the result before. Default: the oldest that is known.",
      type: "integer",
      minimum: 0,
    },
    limit: {
      description: `Changes at most. Default: ${DEFAULT_LIMIT}.`,
      type: "integer",
      minimum: 1,
      maximum: 1000,
    },
  },
  output: {
    type: "object",
    required: ["changes", "next_after", "complete"],
    properties: {
      changes: {
        type: "array",
        items: {
          type: "object",
          required: ["seq", "integrated_account_id", "resource", "id", "kind", "origin", "at", "fields"],
          properties: {
            seq: { description: "Position; `after` takes it.", type: "integer" },
            integrated_account_id: { description: "Id of the account.", type: "string" },
            resource: { $ref: "FleetResource" },
            id: { description: "Id of the record.", type: "string" },
            kind: { $ref: "FleetChangeKind" },
            origin: { $ref: "FleetChangeOrigin" },
            at: { description: "When it was detected.", type: "string", format: "date-time" },
            fields: {
              description: "Values before and after, by field; null where no field changed.",
              type: ["object", "null"],
              additionalProperties: { $ref: "FieldChange" },
            },
          },
        },
      },
      next_after: { description: "Continues.", type: "integer" },
      complete: { description: "False if there are more changes, or some cannot be known.", type: "boolean" },
    },
    additionalProperties: false,
  },
  async run({ account, after, limit = DEFAULT_LIMIT }, call) {
    const accounts = await accountsFor(call, account);
    const page = await call.fleet.changes({ accounts, after, limit }, call.signal);
    const shown = fitting(page.changes);
    const isCut = shown.length < page.changes.length;
    const next = isCut ? (shown.at(-1)?.seq ?? after ?? 0) : page.next;
    const problems = [...(isCut || page.more ? [`Continue with \`after\`: ${next}.`] : []), ...page.problems];
    return {
      summary: `${shown.length} ${shown.length === 1 ? "change" : "changes"}.`,
      problems,
      content: { changes: shown, next_after: next, complete: problems.length === 0 },
    };
  },
});

/** The first changes, as many as a result can hold. A single one that is too long is shown without its values. */
function fitting(all: readonly FleetChange[]): FleetChange[] {
  let tokens = FRAME_TOKENS;
  const shown: FleetChange[] = [];
  for (const change of all) {
    const size = estimateTokens(JSON.stringify(visible(change)));
    const isHuge = size > MAX_CONTENT_TOKENS / 2;
    tokens += isHuge ? FRAME_TOKENS : size;
    if (tokens > MAX_CONTENT_TOKENS) break;
    shown.push(isHuge ? { ...change, fields: null } : change);
  }
  return shown;
}
