import type { OptionTable } from "../../args/options.ts";
import { TOKEN } from "../../gateway/connect.ts";
import { defineGatewayCommand } from "../../gateway/define-command.ts";
import { readValues, VALUES_NOTE, VALUES_OPTION } from "../../gateway/read-values.ts";
import { chooseVendorId, getVendorDescription } from "../../gateway/vendor-description.ts";
import { writeOne } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";
import { STATUS_CODES } from "./accounts.ts";

const OPTIONS = {
  name: { type: "text", value: "NAME", summary: "name of the account (default: the vendor's name)" },
  ...VALUES_OPTION,
  "no-check": { type: "switch", summary: "do not verify the credentials" },
} as const satisfies OptionTable;

/** `mdmkit gateway accounts add` */
export const addAccountCommand = defineGatewayCommand({
  name: "gateway accounts add",
  summary: "Adds an account to the gateway: stores its credentials encrypted, and verifies them.",
  options: OPTIONS,
  notes: [VALUES_NOTE],
  examples: [
    'mdmkit gateway accounts add --vendor jumpcloud --name "Head office"',
    "mdmkit gateway accounts add --vendor jamf-pro --values - < credentials.json",
  ],
  async run(call, { values: options, gateway }) {
    const { client, request } = gateway;
    const vendor = await getVendorDescription(gateway, await chooseVendorId(call));
    const values = await readValues(call, vendor, options.values);
    const body = { vendor: vendor.id, name: options.name ?? vendor.name, values };
    const account = await request(client.POST("/admin/accounts", { body }));
    const { id } = account;
    const info = (...lines: string[]) => call.info("", ...lines);
    if (options["no-check"]) {
      await writeOne(call, account);
      await info(`Credentials not verified. Verify them: mdmkit gateway accounts check ${id}`);
      return EXIT.ok;
    }
    const checking = request(client.POST("/admin/accounts/{id}/check", { params: { path: { id } } }));
    const check = await checking.catch(async (error: unknown) => {
      await writeOne(call, account);
      await info("The account was added, but its credentials could not be verified.");
      throw error;
    });
    await writeOne(call, { ...account, ...check });
    await info(...(check.status === "active" ? firstCall(gateway.url, id) : recovery(id)));
    return STATUS_CODES[check.status];
  },
});

function firstCall(url: string, id: string): string[] {
  const target = `${url}/unified/mdm/devices?integrated_account_id=${id}&limit=2`;
  return ["First request:", `curl '${target}' -H "Authorization: Bearer $${TOKEN}"`];
}

function recovery(id: string): string[] {
  return [
    "The account was added, but its credentials do not work.",
    `Replace the credentials: mdmkit gateway accounts rotate ${id}`,
    `Remove the account: mdmkit gateway accounts remove ${id}`,
  ];
}
