import { defineCommand } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import { writeOne } from "../output/write-one.ts";

/** `mdmkit check` */
export const checkCommand = defineCommand({
  name: "check",
  summary: "Tries the credentials with the cheapest request there is, and says whose they are.",
  examples: ["mdmkit check", "mdmkit check --vendor jumpcloud && echo good"],
  async run(call) {
    const { mdm, isSandbox } = await call.open();
    const { organizationId, organizationName } = await mdm.check({ signal: call.context.signal });
    await writeOne(call, {
      vendor: mdm.vendor.id,
      organization_id: organizationId,
      organization_name: organizationName,
      sandbox: isSandbox,
      credentials: "good",
    });
    return EXIT.ok;
  },
});
