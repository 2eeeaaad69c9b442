import type { OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import { accountNote, defineGatewayCommand } from "../../gateway/define-command.ts";
import { readValues, VALUES_NOTE, VALUES_OPTION } from "../../gateway/read-values.ts";
import { getVendorDescription } from "../../gateway/vendor-description.ts";
import { writeOne } from "../../output/write-result.ts";
import { EXIT } from "../../process/exit-code.ts";

const OPTIONS = {
  ...VALUES_OPTION,
  "no-check": { type: "switch", summary: "store the new credentials without verifying them" },
} as const satisfies OptionTable;

/** `mdmkit gateway accounts rotate` */
export const rotateAccountCommand = defineGatewayCommand({
  name: "gateway accounts rotate",
  summary:
    "Replaces the credentials of an account. The gateway verifies the new ones first and keeps the old ones if they do not work.",
  arguments: ["ID"],
  options: OPTIONS,
  notes: [`${accountNote("ID")} All values are replaced, including URLs and regions.`, VALUES_NOTE],
  examples: [
    'mdmkit gateway accounts rotate "Head office"',
    'mdmkit gateway accounts rotate "Head office" --values - < credentials.json',
  ],
  async run(call, { arguments: [idOrName = ""], values: options, gateway }) {
    const { client, request } = gateway;
    const account = await findAccount(gateway, idOrName);
    const values = await readValues(
      call,
      await getVendorDescription(gateway, account.vendor),
      options.values,
    );
    const params = { path: { id: account.id } };
    if (options["no-check"]) {
      await writeOne(call, await request(client.PATCH("/admin/accounts/{id}", { params, body: { values } })));
      return EXIT.ok;
    }
    const check = await request(client.POST("/admin/accounts/{id}/rotate", { params, body: { values } }));
    await writeOne(call, check);
    await call.info("The new credentials work. They replaced the old ones.");
    return EXIT.ok;
  },
});
