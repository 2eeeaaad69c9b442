import { describeVendor } from "@mdmkit/unified/vendor";

/** Applivery for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "applivery",
  name: "Applivery",
  credentials: [{ what: "a service account", needs: ["token", "organizationId"] }],
  options: {
    token: {
      secret: true,
      description: "Token of a service account of the workspace, not of an app",
      example: "made-up-token",
    },
    organizationId: {
      description: "Id or slug of the workspace",
      example: "5f0000000000000000000000",
    },
    baseUrl: {
      kind: "url",
      description: "Another host, without the path",
      example: "https://api.applivery.io",
    },
  },
  open: async (options) => (await import("./index.ts")).applivery(options),
});
