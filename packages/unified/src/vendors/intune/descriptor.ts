import type { IntuneCloud } from "@mdmkit/intune";
import { describeVendor } from "@mdmkit/unified/vendor";

/** Microsoft Intune for callers that choose the vendor at run time. The adapter loads when an account is opened. */
export const descriptor = describeVendor({
  id: "intune",
  name: "Microsoft Intune",
  credentials: [
    {
      what: "an app registration",
      needs: ["tenantId", "clientId", "clientSecret"],
      takes: ["tokenUrl"],
    },
    { what: "a token that you renew", needs: ["token"] },
  ],
  options: {
    tenantId: {
      description: "Id or domain name of the tenant",
      example: "00000000-0000-4000-8000-000000000000",
    },
    clientId: {
      description: "Application id of an app registration in the tenant",
      example: "00000000-0000-4000-8000-000000000001",
    },
    clientSecret: {
      secret: true,
      description: "Client secret of that app registration",
      example: "made-up-secret",
    },
    token: {
      secret: true,
      description: "Access token of Microsoft Graph, which ends after an hour or so",
      example: "made-up-token",
    },
    cloud: {
      choices: ["global", "us-government", "us-government-dod", "china"] satisfies readonly IntuneCloud[],
      description: "Cloud that the tenant is in (default: global)",
      example: "us-government",
    },
    baseUrl: {
      kind: "url",
      description: "Another host instead of a cloud's, without the version",
      example: "https://graph.microsoft.com",
    },
    tokenUrl: {
      kind: "url",
      description: "Another token endpoint",
      example: "https://login.microsoftonline.com/example.com/oauth2/v2.0/token",
    },
  },
  open: async (options) => (await import("./index.ts")).intune(options),
});
