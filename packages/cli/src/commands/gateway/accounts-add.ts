import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { connectGateway, REMOTE, TOKEN } from "../../gateway/connect.ts";
import { readValues, VALUES_NOTE, VALUES_OPTION } from "../../gateway/read-values.ts";
import { chooseVendorId, vendorFacts } from "../../gateway/vendor-facts.ts";
import { writeOne } from "../../output/write-one.ts";
import { EXIT } from "../../process/exit-code.ts";
import { STATUS_CODES } from "./accounts.ts";

const OPTIONS = {
  name: { type: "text", value: "NAME", summary: "what people call it (the product's name)" },
  ...VALUES_OPTION,
  "no-check": { type: "switch", summary: "do not try the credentials" },
} as const satisfies OptionTable;

/** `mdmkit gateway accounts add` */
export const addAccountCommand = defineCommand({
  name: "gateway accounts add",
  summary: "Connects an account: stores its credentials in the gateway, encrypted, and tries them.",
  ...REMOTE,
  options: { ...OPTIONS, ...REMOTE.options },
  notes: [VALUES_NOTE, REMOTE.note],
  examples: [
    'mdmkit gateway accounts add --vendor jumpcloud --name "Head office"',
    "mdmkit gateway accounts add --vendor jamf-pro --values - < credentials.json",
  ],
  async run(call, { values: given }) {
    const gateway = connectGateway(call, given.url);
    const { client, ask } = gateway;
    const vendor = await vendorFacts(gateway, await chooseVendorId(call));
    const values = await readValues(call, vendor, given.values);
    const body = { vendor: vendor.id, name: given.name ?? vendor.name, values };
    const account = await ask(client.POST("/admin/accounts", { body }));
    const { id } = account;
    const say = (...lines: string[]) => call.tell("", ...lines);
    if (given["no-check"]) {
      await writeOne(call, account);
      await say(`Not tried yet: mdmkit gateway accounts check ${id}`);
      return EXIT.ok;
    }
    const checking = ask(client.POST("/admin/accounts/{id}/check", { params: { path: { id } } }));
    const check = await checking.catch(async (error: unknown) => {
      await writeOne(call, account);
      await say("The account is stored, but could not be tried.");
      throw error;
    });
    await writeOne(call, { ...account, ...check });
    await say(...(check.status === "active" ? firstCall(gateway.url, id) : mending(id)));
    return STATUS_CODES[check.status];
  },
});

function firstCall(url: string, id: string): string[] {
  const target = `${url}/unified/mdm/devices?integrated_account_id=${id}&limit=2`;
  return ["Try:", `curl '${target}' -H "Authorization: Bearer $${TOKEN}"`];
}

function mending(id: string): string[] {
  return [
    "The account is stored, but does not work.",
    `Other credentials: mdmkit gateway accounts rotate ${id}`,
    `Forget it: mdmkit gateway accounts remove ${id}`,
  ];
}
