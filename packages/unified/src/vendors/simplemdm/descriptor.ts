import { describeVendor } from "@mdmkit/unified/vendor";

/** SimpleMDM for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "simplemdm",
  name: "SimpleMDM",
  credentials: [{ what: "an API key", needs: ["apiKey"] }],
  options: {
    apiKey: {
      secret: true,
      description: "Secret access key of an API key of the account",
      example: "made-up-key",
    },
    baseUrl: {
      kind: "url",
      description: "Another host than https://a.simplemdm.com",
      example: "https://a.simplemdm.com",
    },
  },
  open: async (options) => (await import("./index.ts")).simplemdm(options),
});
