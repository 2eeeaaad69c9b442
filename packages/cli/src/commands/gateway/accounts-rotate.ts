import { defineCommand } from "../../args/command.ts";
import type { OptionTable } from "../../args/options.ts";
import { findAccount } from "../../gateway/accounts.ts";
import { connectGateway, REMOTE } from "../../gateway/connect.ts";
import { readValues, VALUES_NOTE, VALUES_OPTION } from "../../gateway/read-values.ts";
import { vendorFacts } from "../../gateway/vendor-facts.ts";
import { writeOne } from "../../output/write-one.ts";
import { EXIT } from "../../process/exit-code.ts";

const OPTIONS = {
  ...VALUES_OPTION,
  "no-check": { type: "switch", summary: "replace them without trying the new ones" },
} as const satisfies OptionTable;

/** `mdmkit gateway accounts rotate` */
export const rotateAccountCommand = defineCommand({
  name: "gateway accounts rotate",
  summary:
    "Replaces the credentials of an account. The gateway tries the new ones first and keeps the old ones unless they work.",
  arguments: ["ID"],
  ...REMOTE,
  options: { ...OPTIONS, ...REMOTE.options },
  notes: [
    "ID is the account's id, or its name if no other has that. Everything is replaced: give addresses and regions, too.",
    VALUES_NOTE,
    REMOTE.note,
  ],
  examples: [
    'mdmkit gateway accounts rotate "Head office"',
    'mdmkit gateway accounts rotate "Head office" --values - < credentials.json',
  ],
  async run(call, { arguments: [word = ""], values: given }) {
    const gateway = connectGateway(call, given.url);
    const { client, ask } = gateway;
    const account = await findAccount(gateway, word);
    const values = await readValues(call, await vendorFacts(gateway, account.vendor), given.values);
    const params = { path: { id: account.id } };
    if (given["no-check"]) {
      await writeOne(call, await ask(client.PATCH("/admin/accounts/{id}", { params, body: { values } })));
      return EXIT.ok;
    }
    const check = await ask(client.POST("/admin/accounts/{id}/rotate", { params, body: { values } }));
    await writeOne(call, check);
    await call.tell("The new credentials work and are stored; the old ones are gone.");
    return EXIT.ok;
  },
});
