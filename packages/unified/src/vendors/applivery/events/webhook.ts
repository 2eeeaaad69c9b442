import { eventHint, type WebhookContract } from "@mdmkit/unified/vendor";

/** What a request holds is not documented, so each one means that the list of devices may differ. */
export const webhook: WebhookContract = {
  secretIn: ["query"],
  anyBody: true,
  parse: () => [eventHint("devices", null)],
};
