import { type EventContract, onFirstCall } from "@mdmkit/unified/vendor";

/** Webhooks with the content type JSON. How a `HASH_SIGNATURE` is made is not documented, so it is not accepted. */
export const events = {
  webhook: {
    secretIn: ["bearer", "basic"],
    ...onFirstCall(["parse"], () => import("./webhook.ts")),
  },
} satisfies EventContract;
