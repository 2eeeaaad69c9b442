import {
  createDeviceTally,
  DEVICE_QUESTIONS,
  type Device,
  type DeviceCounts,
  sumCounts,
} from "@mdmkit/unified";
import type { FleetAccount } from "../fleet/fleet.ts";
import { ACCOUNT, accountsFor } from "./accounts.ts";
import { eachAccount } from "./each-account.ts";
import { listProblems } from "./list-problems.ts";
import { readTool, type ToolCall } from "./tool.ts";

/** Values shown of one question. The others are counted together. */
const SHOWN_VALUES = 20;

export const report = readTool<{ readonly account?: string }>({
  name: "report",
  title: "Report",
  description:
    "The fleet in numbers, as `mdmkit report` has them: platforms, disk encryption, compliance, last activity and operating systems. It reads all devices and names none.",
  input: ACCOUNT,
  output: {
    type: "object",
    required: ["devices", "accounts", "questions", "complete"],
    properties: {
      devices: { type: "integer" },
      accounts: {
        description: "Devices by the name of the account.",
        type: "object",
        additionalProperties: { type: "integer" },
      },
      questions: {
        type: "array",
        items: {
          type: "object",
          required: ["title", "values", "others", "none", "not_provided"],
          properties: {
            title: { enum: DEVICE_QUESTIONS.map(({ title }) => title) },
            values: {
              description: "Devices by value, the most frequent first.",
              type: "object",
              additionalProperties: { type: "integer" },
            },
            others: { description: "Devices with further values.", type: "integer" },
            none: { description: "Devices that have no value.", type: "integer" },
            not_provided: {
              description: "Devices whose value the vendor does not provide.",
              type: "integer",
            },
          },
        },
      },
      complete: { description: "False if devices may be missing.", type: "boolean" },
    },
    additionalProperties: false,
  },
  async run({ account }, call) {
    const accounts = await accountsFor(call, account);
    const now = Date.now();
    const { results, problems: failed } = await eachAccount(accounts, call, (one) =>
      tallyAccount(one, now, call),
    );
    const problems = [...failed, ...results.flatMap((result) => result.problems)];
    const all = sumCounts(results.map(({ counts }) => counts));
    return {
      summary: `${all.devices.toLocaleString("en")} devices in ${accounts.length} ${accounts.length === 1 ? "account" : "accounts"}.`,
      problems,
      content: {
        devices: all.devices,
        accounts: Object.fromEntries(results.map(({ name, counts }) => [name, counts.devices])),
        questions: DEVICE_QUESTIONS.map(({ id, title }) => ({ title, ...shown(all, id) })),
        complete: problems.length === 0,
      },
    };
  },
});

function tallyAccount(account: FleetAccount, now: number, { fleet, signal }: ToolCall) {
  return fleet.use(account, { capability: "devices.list", signal }, async (mdm) => {
    const tally = createDeviceTally(now);
    const fields = [...new Set<keyof Device>(DEVICE_QUESTIONS.flatMap((question) => question.fields))];
    const listing = mdm.devices.list({ fields, remoteData: false, signal });
    for await (const device of listing) tally.add(device);
    return {
      name: account.name,
      counts: tally.counts(),
      problems: listProblems(account.name, listing.report),
    };
  });
}

function shown({ charts }: DeviceCounts, question: string) {
  const { values = {}, none = 0, unknown = 0 } = charts.find(({ id }) => id === question) ?? {};
  const sorted = Object.entries(values).sort(([, one], [, other]) => other - one);
  return {
    values: Object.fromEntries(sorted.slice(0, SHOWN_VALUES)),
    others: sorted.slice(SHOWN_VALUES).reduce((sum, [, count]) => sum + count, 0),
    ...{ none, not_provided: unknown },
  };
}
