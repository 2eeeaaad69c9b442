import type { JumpCloudRegion } from "@mdmkit/jumpcloud";
import { describeVendor } from "@mdmkit/unified/vendor";

/** JumpCloud for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "jumpcloud",
  name: "JumpCloud",
  credentials: [
    { what: "an administrator's API key", needs: ["apiKey"] },
    { what: "a service account", needs: ["clientId", "clientSecret"], takes: ["tokenUrl"] },
  ],
  options: {
    apiKey: {
      secret: true,
      description: "API key of an administrator, from the menu under their initials",
      example: "jca_0000000000",
    },
    clientId: {
      description: "Client id of a service account",
      example: "00000000-0000-0000-0000-000000000000",
    },
    clientSecret: {
      secret: true,
      description: "Client secret of that service account",
      example: "made-up-secret",
    },
    organizationId: {
      env: "JUMPCLOUD_ORG_ID",
      description: "Id of the organization; required for administrators of several organizations",
      example: "5f0000000000000000000000",
    },
    region: {
      choices: ["us", "eu", "in"] satisfies readonly JumpCloudRegion[],
      description: "Region of the account (default: us)",
      example: "eu",
    },
    baseUrl: {
      kind: "url",
      description: "Another base URL instead of a region, up to and including /api",
      example: "https://console.jumpcloud.com/api",
    },
    insightsUrl: {
      kind: "url",
      description: "Another base URL of Directory Insights, the log of events",
      example: "https://api.jumpcloud.com",
    },
    tokenUrl: {
      kind: "url",
      description: "Another token service for service accounts",
      example: "https://admin-oauth.id.jumpcloud.com/oauth2/token",
    },
  },
  open: async (options) => (await import("./index.ts")).jumpcloud(options),
});
