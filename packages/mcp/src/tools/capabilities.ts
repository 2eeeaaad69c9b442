import { ACCOUNT, accountsFor } from "./accounts.ts";
import { readTool } from "./tool.ts";

export const capabilities = readTool<{ readonly account?: string }>({
  name: "capabilities",
  title: "Accounts and capabilities",
  description:
    "Lists the accounts, and for one account what its vendor supports: records, filters, device actions and their inputs. Begin here.",
  input: ACCOUNT,
  output: {
    type: "object",
    required: ["accounts", "capabilities"],
    properties: {
      accounts: {
        type: "array",
        items: {
          type: "object",
          required: ["id", "name", "vendor"],
          properties: { id: { type: "string" }, name: { type: "string" }, vendor: { type: "string" } },
        },
      },
      capabilities: {
        description: "What the vendor supports; null if there are several accounts.",
        anyOf: [{ $ref: "Capabilities" }, { type: "null" }],
      },
    },
    additionalProperties: false,
  },
  async run({ account }, call) {
    const accounts = await accountsFor(call, account);
    const [only, ...others] = accounts;
    const { fleet, signal } = call;
    const isOne = only !== undefined && others.length === 0;
    return {
      summary: isOne ? "The account and what its vendor supports." : `${accounts.length} accounts.`,
      problems: [],
      content: {
        accounts,
        capabilities: isOne
          ? await fleet.use(only, { capability: undefined, signal }, async (mdm) => mdm.capabilities())
          : null,
      },
    };
  },
});
